/** `kyr locale proof`: a language on paper and as HTML, to be read beside its English and signed. */
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { namespaceOf } from '../../compose/law.js';
import { versionName } from '../../compose/trace-law.js';
import { type Diagnostic, EXIT, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { refuseFaulty } from '../../job/preflight.js';
import { setReadingProof } from '../../job/reading-proof.js';
import { readFont } from '../../load/fonts.js';
import { loadComments, loadProofs } from '../../load/second-reading.js';
import { writeDocument } from '../../pdf/document.js';
import { rememberParagraph } from '../../text/remember.js';
import { openComments } from '../../translate/comments.js';
import { codeOfProof, formatProofs, printProof, withProof } from '../../translate/printed-proof.js';
import { proofHtml } from '../../translate/proof-html.js';
import { today } from '../day.js';
import { writeLocaleFile } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { chooseSize, openPressRoom, type PressRoom } from '../press-room.js';
import { openCondition } from '../profiles.js';
import { openReadingRoom, SIDES } from '../reading-room.js';
import { styleFor } from '../set-flyer.js';
import { TOOL } from '../tool.js';
import { dateOf, picture } from '../workshop.js';
import { openWorld } from '../world.js';
import { writeOne } from '../write.js';

export interface ProofOptions {
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly out?: string;
}

/** Pictures in the HTML: sharp on a telephone, and small enough to mail. */
const HTML_PPI = 144;
/** Fonts of more than this are left out of the HTML: those of Chinese, Japanese and Korean, which every system has. */
const MOST_FONT_BYTES = 1 << 20;

export async function localeProof(tag: string, options: ProofOptions): Promise<Outcome> {
  const world = openWorld();
  const room = openPressRoom(world, options);
  const { meta } = room.locale(tag);
  const reading = openReadingRoom(room, meta.tag);
  if (reading.passages.length === 0)
    fail({
      code: CODE.missingText,
      message: `nothing of ${meta.english} is translated yet, so there is nothing to read`,
      hint: `fill in locales/${meta.tag}/*.json; \`kyr check ${meta.tag}\` lists what is missing`,
    });

  const { digest } = world;
  const flyer = reading.flyer();
  const proofs = loadProofs(world, meta.tag);
  const comments = loadComments(world, meta.tag);
  const { publication, edition } = room.content;
  const printed = printProof(
    {
      publication: publication.value.publication,
      edition: edition.name,
      layer: room.law.layer,
      on: today(world),
    },
    reading.passages,
    digest,
  );
  const code = codeOfProof(meta.tag, printed, digest);
  const style = styleFor(room, meta, { size: chooseSize(room) });
  const families = [...new Set([...style.families, ...style.englishFamilies])];
  const shared = {
    language: meta,
    title: `${publication.value.name} (${publication.value.publication}, ${edition.name}), ${room.law.jurisdiction}`,
    version: room.layers.map(versionName).join(', '),
    code,
    headings: new Map([
      ...room.content.layers.map(({ value }): [string, string] => {
        const namespace = namespaceOf(value.layer);
        return [namespace, `${value.name} (${namespace})`];
      }),
      [printed.publication, `${publication.value.name} (${printed.publication})`],
      ['common', 'Words on every flyer (common)'],
    ]),
    passages: reading.passages.map((passage) => ({
      ...passage,
      side: reading.sideOf(passage),
      comments: openComments(comments, passage, digest),
    })),
    missing: reading.missing,
  };

  /** Characters that no font has: they are boxes on the proof as they would be on the flyer. */
  const lacking = new Map<string, Diagnostic>();
  const pages = setReadingProof(
    {
      ...shared,
      sides: flyer.sides,
      look: { families, leading: style.roles.body.leading / style.roles.body.size },
    },
    {
      setText: (paragraph) => {
        const set = rememberParagraph(room.book(), paragraph);
        for (const d of set.diagnostics) lacking.set(d.message, { ...d, level: 'warning' });
        return set;
      },
      families: [...new Set(['Noto Sans', ...families])],
    },
  );
  const pdf = await writeDocument({
    pages: pages.map((page) => page.page),
    book: room.book(),
    meta: {
      title: `Proof ${code}: ${meta.english}, ${shared.title}`,
      creator: TOOL,
      date: new Date(`${dateOf(room)}T00:00:00Z`),
      trapped: false,
      documentId: code,
    },
    intent: (await openCondition(world)).intent,
    digest,
    deflate: (data) => deflateSync(data),
  });
  const html = proofHtml({
    ...shared,
    pictures: await Promise.all(
      flyer.sides.map(async (side, index) => ({
        side: SIDES[index]!,
        png: await picture(room, side, HTML_PPI),
      })),
    ),
    fonts: families.map((family) => ({ family, ...fontOf(room, family) })),
  });

  const folder = resolve(options.out ?? join('out', 'proof'));
  const stem = join(folder, `proof-${meta.tag}-${printed.publication}-${printed.edition}`);
  const files = [`${stem}.pdf`, `${stem}.html`] as const;
  await writeOne(files[0], pdf, (part) => refuseFaulty(part, world.shown(files[0]), 'office'));
  await writeOne(files[1], new TextEncoder().encode(html));
  // Last: a paper whose entry is missing cannot be signed, an entry whose paper is missing harms nobody.
  await writeLocaleFile(world, meta.tag, '_proofs.yaml', formatProofs(withProof(proofs, code, printed)));
  const shown = files.map((file) => world.shown(file));
  return {
    exitCode: EXIT.done,
    data: { tag: meta.tag, code, files: shown, sentences: reading.passages.length, missing: reading.missing },
    text: [
      ...shown,
      `${reading.passages.length} sentences of ${meta.english}${reading.missing.length === 0 ? '' : `, ${reading.missing.length} not translated yet`}; code of this proof: ${code}`,
    ].join('\n'),
    diagnostics: [...flyer.warnings, ...lacking.values()],
  };
}

/** The regular of a family, where it is small enough to be mailed. */
function fontOf({ world, fonts }: PressRoom, family: string): { bytes?: Uint8Array } {
  const entry = fonts.find((font) => font.family === family && font.weight === 400);
  if (!entry) return {};
  const bytes = readFont(world, fonts, entry.file);
  return bytes.length > MOST_FONT_BYTES ? {} : { bytes };
}
