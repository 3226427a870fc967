/** `kyr locale pack`: a language as one file to mail, for somebody without git. `kyr locale import` takes it back. */
import { resolve } from 'node:path';
import { type Diagnostic, EXIT } from '../../core/diagnostic.js';
import type { LanguageTag } from '../../core/language.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { readOnce } from '../../load/disk-world.js';
import { loadLocale } from '../../load/locales.js';
import { writeCsv } from '../../translate/exchange/csv.js';
import { withList } from '../../translate/exchange/pack.js';
import { writeXliff } from '../../translate/exchange/xliff-write.js';
import { offers, openEditions } from '../editions.js';
import { unitsOf } from '../exchange.js';
import type { Outcome } from '../output.js';
import type { PressRoom } from '../press-room.js';
import { composeDraft, setPages } from '../set-flyer.js';
import { collect } from '../texts.js';
import { TOOL } from '../tool.js';
import { picture } from '../workshop.js';
import { openWorld } from '../world.js';
import { writeOne } from '../write.js';
import { writeZip } from '../zip.js';
import { refuseEnglish, refuseOther } from './locale-export.js';

export interface PackOptions {
  readonly out?: string;
  /** Commander's `--no-pictures`. */
  readonly pictures: boolean;
}

/** A screen's, so that a mailed file stays small. */
const PACK_PPI = 110;

export async function localePack(tag: string, options: PackOptions): Promise<Outcome> {
  const world = readOnce(openWorld());
  const { meta } = loadLocale(world, tag);
  refuseEnglish(meta.tag);
  const units = unitsOf(world, meta.tag, {});
  const encoder = new TextEncoder();
  const exchange = { tag: meta.tag, units, tool: TOOL };
  const files = new Map<string, Uint8Array>([
    ['READ-ME.txt', encoder.encode(readMe(meta.tag, meta.english))],
    [`${meta.tag}.xlf`, encoder.encode(writeXliff(exchange, '1.2'))],
    [`${meta.tag}.csv`, encoder.encode(writeCsv(exchange))],
  ]);
  for (const folder of [`locales/${meta.tag}`, 'locales/en'])
    for (const name of world.list(folder)) {
      const bytes = /^[\w-]+\.(json|yaml|md)$/.test(name) ? world.read(`${folder}/${name}`) : undefined;
      if (bytes) files.set(`${folder}/${name}`, bytes);
    }
  const pictures = options.pictures ? await picturesOf(world, meta.tag) : { files: new Map(), left: [] };
  for (const [name, bytes] of pictures.files) files.set(name, bytes);

  const bytes = await writeZip(withList(meta.tag, TOOL, files, world.digest));
  const path = resolve(options.out ?? `kyr-${meta.tag}.zip`);
  refuseOther(path, world.shown(path), bytes);
  await writeOne(path, bytes);
  const missing = units.filter(({ text }) => text === undefined).length;
  return {
    exitCode: EXIT.done,
    data: { tag: meta.tag, file: world.shown(path), bytes: bytes.length, files: [...files.keys()], missing },
    text: `${world.shown(path)}: ${meta.english}, ${units.length} sentences${missing > 0 ? `, ${missing} to translate` : ''}, ${pictures.files.size} pictures, ${Math.ceil(bytes.length / 1024)} KB. Mail it; whoever gets it types \`kyr locale import ${world.shown(path)}\`.`,
    diagnostics: pictures.left,
  };
}

/** Each edition that the language offers, in its first size, as far as it can be set. */
async function picturesOf(
  world: DiskWorld,
  lang: LanguageTag,
): Promise<{ files: Map<string, Uint8Array>; left: Diagnostic[] }> {
  const files = new Map<string, Uint8Array>();
  const left: Diagnostic[] = [];
  for (const { room, last } of openEditions(world, {})) {
    if (!last || !offers(room.locale(lang).meta, room.content)) continue;
    const { publication, edition } = room.content;
    const name = `${publication.value.publication}-${edition.name}`;
    const wrong = await collect(async () => {
      for (const [side, bytes] of (await draw(room, lang)).entries())
        files.set(`pictures/${name}-${side === 0 ? 'front' : 'back'}.png`, bytes);
    });
    if (wrong.length > 0)
      left.push({
        code: (wrong[0] as Diagnostic).code,
        level: 'info',
        message: `no picture of ${name}: it cannot be set yet`,
        hint: `\`kyr check ${lang}\` says why`,
      });
  }
  return { files, left };
}

function draw(room: PressRoom, lang: LanguageTag): Promise<Uint8Array[]> {
  const { pages } = setPages(room, composeDraft(room, lang));
  return Promise.all(pages.map((page) => picture(room, page, PACK_PPI)));
}

const readMe = (tag: LanguageTag, english: string): string =>
  [
    `Know your rights: ${english}`,
    '',
    `Work in one of these two files, whichever you like better, and change nothing else:`,
    `  ${tag}.csv   opens in Excel, LibreOffice or Google Sheets; write into the column “${tag}”`,
    `  ${tag}.xlf   opens in a CAT tool such as OmegaT`,
    '',
    'Leave {{say}}, {{date}} and the like as they are. Keep every “not” and every number.',
    'pictures/ shows where the sentences stand. locales/ holds the same sentences as the tool keeps them.',
    '',
    'When you are done, save the file, pack this folder into a zip again (or send the one file that you',
    'worked in) and mail it back to whoever sent it to you.',
    '',
  ].join('\r\n');
