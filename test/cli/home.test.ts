/** The office printer's sheets: no word near a cut or the edge, in black alone, and as the printer is to turn them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { homeSize, planHome } from '../../src/cli/home.js';
import { design } from '../../src/cli/set-flyer.js';
import { qrFrame } from '../../src/compose/qr.js';
import { applyToBox, type Box, box } from '../../src/core/geometry.js';
import type { Frame } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import { EDGE, officeCuts, officePages } from '../../src/impose/office.js';
import { fillSlots } from '../../src/layout/design.js';
import { withFoldLines } from '../../src/layout/fold.js';
import { runInk } from '../../src/text/run-ink.js';
import { composeEdition, OFFERED, type OfferedEdition } from '../compose/editions.js';
import { decodedText } from '../pdf/read-back.js';
import { kyrHere, readDiagnostics } from './command.js';
import { listing, openEmpty } from './project.js';

const LETTER_WIDE = [792, 612];

function pagesOf(of: OfferedEdition, lang: string, size: string) {
  const composed = composeEdition(of, lang, { size });
  const made = design(of.room, composed).design;
  const pages = fillSlots(made, { qr: composed.address }, (slot, value) => qrFrame(value, slot.box.width));
  return { composed, pages: made.fold ? withFoldLines(pages, made.fold) : pages };
}

/** The ink of every run, where it lies on the sheet. */
const inkOf = (sheet: Frame, of: OfferedEdition): Box[] =>
  [...walk(sheet)].flatMap(({ item, matrix }) => {
    const ink = item.kind === 'glyphs' ? runInk(item.run, of.room.book()) : undefined;
    if (item.kind !== 'glyphs' || !ink) return [];
    const { x, y } = item.at;
    return [applyToBox(matrix, box(x + ink.x, y + ink.y, ink.width, ink.height))];
  });

/** The lines to cut or to fold along, dashed or dotted, where they lie on the sheet: each straight. */
const linesOn = (sheet: Frame): Box[] =>
  [...walk(sheet)].flatMap(({ item, matrix }) => {
    if (item.kind !== 'path' || !item.stroke?.dash) return [];
    const [from, to] = item.path as [['M', number, number], ['L', number, number]];
    return [applyToBox(matrix, box(from[1], from[2], to[1] - from[1], to[2] - from[2]))];
  });

/** Dashes and dots, where the design has any of its own: slips to cut, faces to fold. */
const OWN_LINES: Readonly<Record<string, number>> = {
  'ice-encounter/tear-off': 5,
  'ice-encounter/table-tent': 3,
  'wallet-card/card': 5,
};

describe.each(OFFERED)('%s in %s', (name, lang, of) => {
  test.each(['letter', 'a4'] as const)('on %s keeps every word clear of cuts, folds and edges', (paper) => {
    const size = homeSize(of.room, of.room.locale(lang).meta, { paper, duplex: false });
    const { composed, pages } = pagesOf(of, lang, size);
    const plan = planHome(composed.style, paper);
    // A poster of 11 × 17 in is for a shop; in its smallest size every edition goes onto office paper.
    if (!plan) throw new Error('no sheet');
    const { down, across } = officeCuts(plan);
    for (const sheet of officePages(plan, pages)) {
      const lines = linesOn(sheet).filter((line) => line.width < 0.1 || line.height < 0.1);
      const ticks = composed.style.fold ? 2 * plan.columns * plan.rows * (OWN_LINES[name] === 3 ? 3 : 1) : 0;
      expect(lines.length - ticks).toBe(down.length + across.length + (OWN_LINES[name] ?? 0));
      for (const ink of inkOf(sheet, of)) {
        expect(ink.x).toBeGreaterThanOrEqual(EDGE - 0.01);
        expect(ink.y).toBeGreaterThanOrEqual(EDGE - 0.01);
        expect(ink.x + ink.width).toBeLessThanOrEqual(plan.sheet.width - EDGE + 0.01);
        expect(ink.y + ink.height).toBeLessThanOrEqual(plan.sheet.height - EDGE + 0.01);
        // An eighth of an inch, as scissors go.
        for (const x of down) expect(x <= ink.x - 8.4 || x >= ink.x + ink.width + 8.4).toBe(true);
        for (const y of across) expect(y <= ink.y - 8.4 || y >= ink.y + ink.height + 8.4).toBe(true);
        for (const line of lines) {
          // Above the ends of the cuts between slips stands the small print.
          const sides = line.width < 0.1 ? { x: 8.4, y: 4.5 } : { x: 4.5, y: 8.4 };
          const apart =
            line.x + line.width + sides.x <= ink.x ||
            line.x >= ink.x + ink.width + sides.x ||
            line.y + line.height + sides.y <= ink.y ||
            line.y >= ink.y + ink.height + sides.y;
          expect(apart).toBe(true);
        }
      }
    }
  });
});

describe('kyr flyer --for home', () => {
  const home = (cwd: string, ...args: readonly string[]) =>
    kyrHere(['flyer', '--lang', 'es', '--for', 'home', ...args], { cwd });

  test('writes one side a page, says how the sheets are, and uses black alone', async () => {
    const cwd = openEmpty();
    const ran = await home(cwd, '--out', 'es.pdf');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toBe(
      'es.pdf\n  2 on Letter, at 94 %, one side of a sheet: page 1 the fronts, page 2 the backs; cut along the dashed lines\n',
    );
    const document = await PDFDocument.load(readFileSync(join(cwd, 'es.pdf')), { updateMetadata: false });
    expect(document.getPages().map((page) => [page.getWidth(), page.getHeight()])).toEqual([
      LETTER_WIDE,
      LETTER_WIDE,
    ]);
    const preferences = document.catalog.lookup(PDFName.of('ViewerPreferences'));
    expect(String(preferences)).toContain('/Duplex /Simplex');
    const colours = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFRawStream && !object.dict.has(PDFName.of('Subtype'))
          ? [decodedText(object)]
          : [],
      )
      .flatMap((text) => [...text.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)$/gm)]);
    expect(colours.length).toBeGreaterThan(0);
    for (const [, r, g, b] of colours) expect([g, b]).toEqual([r, r]);
  });

  test('turns the sheet over its short edge where the pieces stand side by side', async () => {
    const cwd = openEmpty();
    const ran = await home(cwd, '--out', 'es.pdf', '--duplex', '--paper', 'a4');
    expect(ran.stdout).toContain('2 on A4, at 91 %, both sides of a sheet, turned over its short edge');
    const document = await PDFDocument.load(readFileSync(join(cwd, 'es.pdf')), { updateMetadata: false });
    expect(String(document.catalog.lookup(PDFName.of('ViewerPreferences')))).toContain(
      '/Duplex /DuplexFlipShortEdge',
    );
  });

  test.each([
    [
      ['--publication', 'wallet-card'],
      '5 on Letter, one side; cut along the dashed lines, then fold along the dotted lines',
      1,
    ],
    [
      ['--publication', 'wallet-card', '--duplex'],
      '12 on Letter, both sides of a sheet, turned over its short edge; cut along the dashed lines',
      2,
    ],
    [
      ['--edition', 'table-tent', '--paper', 'a4'],
      '1 on A4, one side; fold along the dotted lines, then glue the strip at the foot behind the opposite edge',
      1,
    ],
    [
      ['--edition', 'tear-off'],
      '1 on Letter, at 95 %, one side; cut between the slips along the dashed lines',
      1,
    ],
  ])('%j says what there is to do with scissors and hands', async (args, says, count) => {
    const cwd = openEmpty();
    const ran = await home(cwd, ...args, '--out', 'es.pdf');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toBe(`es.pdf\n  ${says}\n`);
    const document = await PDFDocument.load(readFileSync(join(cwd, 'es.pdf')), { updateMetadata: false });
    expect(document.getPageCount()).toBe(count);
  });

  test.each([
    [
      ['--for', 'home', '--up', '4'],
      3,
      'KYR503',
      '4 of this size would be too small to read on one sheet of Letter',
    ],
    [['--for', 'press', '--duplex'], 2, 'KYR504', '--paper, --up and --duplex are for an office printer'],
  ])('%j is refused, and nothing is written', async (args, code, diagnostic, message) => {
    const cwd = openEmpty();
    const ran = await kyrHere(['flyer', '--lang', 'es', ...args], { cwd });
    expect(ran.code).toBe(code);
    expect(readDiagnostics(ran.stderr)).toMatchObject([{ code: diagnostic, message }]);
    expect(listing(cwd)).toEqual({});
  });
});

describe('several languages at once', () => {
  test('go into one folder; one that cannot be made does not keep the others back', async () => {
    const cwd = openEmpty();
    const ran = await kyrHere(['flyer', '--lang', 'es,tlh', 'fr', '--for', 'text', '--out', 'all'], { cwd });
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)).toMatchObject([{ message: 'there is no locale “tlh”' }]);
    expect(Object.keys(listing(cwd))).toEqual(['all', 'all/es.txt', 'all/fr.txt']);
  });
});
