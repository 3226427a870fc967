/**
 * Streams press files: copies compiled sets, adds pages, boxes, the output intent and the cross-reference table.
 * Nothing is shaped and no font is opened; memory does not grow with the pages except for the cross-reference
 * table (eight bytes an object). Writes are synchronous and large. The bytes depend on nothing but what is
 * added, and in which order.
 */

import type { Frame } from '../frame/frame.js';
import type { CompiledSet } from './compiled-set.js';
import { type Content, type DrawnUses, OVERPRINT } from './content.js';
import { fileId } from './metadata.js';
import { openObjects, reference, SMALL } from './objects.js';
import { formatMatrix } from './operators.js';
import {
  drawPage,
  formName,
  type PageSpec,
  type PlacedForm,
  pageBoxes,
  pageFlip,
  pageResources,
} from './page.js';
import { openPageTree } from './page-tree.js';
import { type CodeStyle, drawCodes, rowFontObjects } from './row-font.js';
import { dict, formatDict, formatValue, name, ref } from './value.js';
import {
  catalogEntries,
  infoDict,
  intentDict,
  type OutputIntent,
  type PdfMeta,
  profileObject,
  xmpObject,
} from './x4.js';

export interface RunInput {
  /** Takes the next bytes of the file before it returns: the array may be reused afterwards. */
  readonly write: (bytes: Uint8Array) => void;
  readonly meta: PdfMeta;
  readonly intent: OutputIntent;
  readonly digest: (bytes: Uint8Array | string) => string;
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  /** How codes of single pages are drawn; as a font unless said. */
  readonly codes?: CodeStyle;
}

export interface RunWriter {
  /** Writes the set's objects, except those that the file holds already. Its Frames can then be used. */
  add(set: CompiledSet): void;
  /**
   * Writes a page. Throws KYR701 for boxes that do not nest, and an Error for text or pictures of its own or a
   * Frame that no added set holds.
   */
  page(spec: PageSpec): void;
  /** Writes the rest. Throws an Error if there is no page. */
  end(): { readonly bytes: number; readonly pages: number };
}

/** Short streams and resource dictionaries that may come again are kept for comparison: this many, no more. */
const KEPT = 512;

/** Opens a file and writes its head. Throws KYR702 for a profile that cannot be an output intent. */
export function openRunWriter(input: RunInput): RunWriter {
  const { meta, intent, digest, deflate } = input;
  const out = openObjects(input.write);
  const catalog = out.reserve();
  const written = new Map<string, number>();
  const forms = new Map<string, PlacedForm & { digest: string }>();
  const tree = openPageTree(out);
  const profile = out.write(profileObject(intent, deflate));
  const contents = new Map<string, number>();
  const resourceTexts = new Map<string, number>();
  const resourceKeys = new Map<string, number>();
  const drawnFrames = new WeakMap<Frame, Drawn>();
  const drawnUses: DrawnUses = new WeakMap();
  const codeStyle = input.codes ?? 'font';
  let rowFont: number | undefined;
  let lastBoxes: Boxes | undefined;
  let pages = 0;

  /** The number of an object with this text, written once as long as it is remembered. */
  const once = (known: Map<string, number>, body: string, write: () => number): number => {
    const before = known.get(body);
    if (before !== undefined) return before;
    const number = write();
    if (known.size < KEPT && body.length < SMALL) known.set(body, number);
    return number;
  };

  const boxesOf = (spec: PageSpec): Boxes => {
    if (lastBoxes && hasBoxes(spec, lastBoxes)) return lastBoxes;
    const boxes = formatDict(pageBoxes(spec), reference);
    lastBoxes = { spec, text: boxes.slice(2, -2), flip: `${formatMatrix(pageFlip(spec.media))} cm\n` };
    return lastBoxes;
  };

  const writeContent = (operators: string): number =>
    operators.length < SMALL
      ? out.writeText(`<</Length ${operators.length}>>\nstream\n${operators}\nendstream`)
      : out.write({
          value: dict({ Filter: name('FlateDecode') }),
          stream: deflate(new TextEncoder().encode(operators)),
        });

  /** Numbers of a set's objects; writes those that the file does not hold. */
  const copy = (set: CompiledSet): number[] => {
    const numbers: number[] = [];
    for (const object of set.objects) {
      let number = written.get(object.digest);
      if (number === undefined) {
        number = out.write(object, (index) => numbers[index]!);
        written.set(object.digest, number);
      }
      numbers.push(number);
    }
    return numbers;
  };
  /** The number of the resource dictionary; the key spares most pages the writing of it. */
  const resourcesOf = (drawn: Content): number => {
    // Sorted, since sheets may use the same designs in other places.
    const content = { ...drawn, forms: drawn.forms.toSorted() };
    const write = (): number => {
      const text = formatValue(pageResources(content), reference);
      return once(resourceTexts, text, () => out.writeText(text));
    };
    if (Object.keys(content.spaces).length > 0) return write();
    const key = `${content.fonts.join()} ${content.forms.join()} ${Object.keys(content.states).join()}`;
    return once(resourceKeys, key, write);
  };

  /** What a page draws; the same Frame in the same boxes is not drawn again. */
  const drawnOf = (spec: PageSpec): Drawn => {
    const before = drawnFrames.get(spec.frame);
    if (before && hasBoxes(spec, before.boxes)) return before;
    const boxes = boxesOf(spec);
    const content = drawPage(spec, (id) => forms.get(id), drawnUses);
    const drawn: Drawn = { boxes, content, operators: boxes.flip + content.operators };
    drawnFrames.set(spec.frame, drawn);
    return drawn;
  };

  /** Operators of what the page has beside its Frame; its resources have the forms of all that it may use. */
  const drawOwn = (spec: PageSpec): string => {
    let operators = '';
    for (const use of spec.own?.uses ?? []) {
      let drawn = drawnUses.get(use);
      if (!drawn) {
        if (!spec.own!.among.includes(use.frame))
          throw new Error(`page ${spec.frame.id} uses frame ${use.frame.id}, which it does not name`);
        drawPage({ ...spec, frame: { ...spec.frame, items: [use] } }, (id) => forms.get(id), drawnUses);
        drawn = drawnUses.get(use)!;
      }
      operators += `${drawn.operators}\n`;
    }
    if (!spec.codes || spec.codes.length === 0) return operators;
    if (codeStyle === 'font') rowFont ??= writeRowFont();
    return operators + drawCodes(spec.codes, codeStyle, `F${rowFont}`);
  };

  /** For all pages of a Frame that may use the same, and have codes or have none. */
  const ownResourcesOf = (drawn: Drawn, { own, codes }: PageSpec): number => {
    const coded = codes !== undefined && codes.length > 0;
    const before = drawn.ownResources;
    if (before && before.among === own?.among && before.coded === coded) return before.number;
    const { content } = drawn;
    const more = (own?.among ?? []).map((frame) => formName(forms.get(frame.id)!.number));
    const number = resourcesOf({
      ...content,
      forms: [...new Set([...content.forms, ...more])],
      ...(coded && rowFont !== undefined ? { fonts: [...content.fonts, `F${rowFont}`] } : {}),
      ...(coded ? { states: { ...content.states, ...OVERPRINT } } : {}),
    });
    drawn.ownResources = { among: own?.among, coded, number };
    return number;
  };

  const writeRowFont = (): number => {
    const numbers: number[] = [];
    for (const object of rowFontObjects()) numbers.push(out.write(object, (index) => numbers[index]!));
    return numbers.at(-1)!;
  };

  return {
    add(set) {
      const numbers = copy(set);
      for (const [id, form] of set.forms) {
        const object = set.objects[form.object]!;
        const known = forms.get(id);
        if (known && known.digest !== object.digest) throw new Error(`two different frames are called ${id}`);
        forms.set(id, { ...form, number: numbers[form.object]!, digest: object.digest });
      }
    },
    page(spec) {
      const drawn = drawnOf(spec);
      const own = drawOwn(spec);
      let { stream, resources } = drawn;
      if (own !== '') {
        stream = writeContent(`${drawn.operators}${own}`);
        resources = ownResourcesOf(drawn, spec);
      } else {
        const { operators, content } = drawn;
        stream ??= once(contents, operators, () => writeContent(operators));
        resources ??= resourcesOf(content);
        Object.assign(drawn, { stream, resources });
      }
      const parent = tree.parentOfNext();
      const page = out.writeText(
        `<</Type/Page/Parent ${parent} 0 R${drawn.boxes.text}/Resources ${resources} 0 R/Contents ${stream} 0 R>>`,
      );
      tree.add(page);
      pages++;
    },
    end() {
      if (pages === 0) throw new Error('a PDF needs at least one page');
      const root = tree.end();
      const metadata = out.write(xmpObject(meta, digest));
      const info = out.write({ value: dict(infoDict(meta)) });
      const intents = out.write({ value: dict(intentDict(intent, profile)) });
      out.writeText(
        formatDict(
          { Type: name('Catalog'), Pages: ref(root), ...catalogEntries(meta, ref(intents), ref(metadata)) },
          reference,
        ),
        catalog,
      );
      const id = fileId(meta, digest);
      const bytes = out.end({ Root: ref(catalog), Info: ref(info), ID: [id, id] });
      return { bytes, pages };
    },
  };
}

interface Boxes {
  readonly spec: PageSpec;
  readonly text: string;
  readonly flip: string;
}

/** Whether they are the boxes of a page: the same objects, as the pages of a run share them. */
const hasBoxes = (page: PageSpec, { spec }: Boxes): boolean =>
  spec.media === page.media && spec.bleed === page.bleed && spec.trim === page.trim;

/** What a page draws beside codes of its own, and the numbers of what was written for it. */
interface Drawn {
  readonly boxes: Boxes;
  readonly content: Content;
  readonly operators: string;
  stream?: number;
  resources?: number;
  /** Of its last page that had something of its own. */
  ownResources?: {
    readonly among: readonly Frame[] | undefined;
    readonly coded: boolean;
    readonly number: number;
  };
}
