/** The fitting ladder: long texts get smaller type, too long ones an error; nothing overflows, nothing is cut. */
import { describe, expect, test } from 'vitest';
import { compose, type DesignRequest, design } from '../../src/cli/set-flyer.js';
import { checkPages } from '../../src/cli/workshop.js';
import type { Flyer } from '../../src/compose/flyer.js';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { allSides, box, contains, outset } from '../../src/core/geometry.js';
import { layOut } from '../../src/layout/lay-out.js';
import { resolveStyle } from '../../src/layout/style.js';
import { loadTemplate } from '../../src/load/templates.js';
import {
  CHURCH,
  composed,
  front,
  LOCALES,
  request,
  room0,
  roomWith,
  sentence,
  shipped,
} from '../compose/room.js';
import { refused, theRefusal } from '../load/kit.js';
import { collisions, inkLines } from './ink.js';

const book = room0.book();

/** The flyer with one sentence repeated, laid out; never thrown. */
function stretched(
  lang: string,
  namespace: string,
  key: string,
  times: number,
  more: Partial<DesignRequest> = {},
) {
  const room = roomWith(
    sentence(lang, namespace, key, (text) =>
      Array(times)
        .fill(text.replace(/[.。]$/, ''))
        .join(', '),
    ),
  );
  const of = compose(room, request(lang, more));
  const { style, englishStyle, flyer, key: id } = of;
  return { ...layOut({ flyer, style, englishStyle, book, key: id, sizeName: 'half-letter' }), style };
}
const rung = (lang: string): number => design(room0, composed(lang)).design.fit.rung;

describe('a longer text', () => {
  test.each([
    ['es', 'us-federal', 'interpreter.body', 3],
    ['ar', 'us-federal', 'interpreter.body', 3],
    ['zh-Hans', 'us-federal', 'lawyer.body', 3],
  ])(
    '%s %s:%s, %i times as long, stands on a lower rung or is refused, and never overflows',
    (lang, ns, key, times) => {
      const { design: made, diagnostics } = stretched(lang, ns, key, times);
      if (diagnostics.length > 0) expect(diagnostics.map((d) => d.code)).toEqual(['KYR304']);
      else {
        expect(made.fit.rung).toBeGreaterThan(rung(lang));
        expect(collisions(inkLines(front(made), book))).toEqual([]);
      }
    },
  );

  test('takes the largest type that fits: a shorter text never gets a smaller one', () => {
    const rungs = [1, 2, 3, 4].map((times) => {
      const { design: made, diagnostics } = stretched('es', 'us-federal', 'interpreter.body', times);
      return diagnostics.length > 0 ? Number.POSITIVE_INFINITY : made.fit.rung;
    });
    expect(rungs).toEqual([...rungs].sort((a, b) => a - b));
    expect(new Set(rungs).size).toBeGreaterThan(1);
  });

  test('ten times as long is refused, and the error names language, side, block and characters', async () => {
    const room = roomWith(
      sentence('es', 'us-federal', 'lawyer.body', (text) => Array(10).fill(text).join(' ')),
    );
    const refusal = await theRefusal(() => design(room, compose(room, request('es'))));
    expect(refusal).toMatchObject({ code: 'KYR304', level: 'error', at: { design: 'es', block: 'lawyer' } });
    expect(refusal.message).toMatch(/^the front of the Spanish flyer is \d+ pt too tall for half-letter/);
    expect(refusal.hint).toMatch(/by about \d+ characters in all; the longest are “lawyer” \(\d+\) and “\w/);
  });

  test('the characters to lose are about as many as make it fit', () => {
    const { diagnostics } = stretched('es', 'us-federal', 'lawyer.body', 10);
    const wanted = Number(/about (\d+) characters/.exec(diagnostics[0]?.hint ?? '')?.[1]);
    const extra =
      9 *
      'En este país un “notario” no es abogado. La corte de inmigración no le paga un abogado. Puede pedir ayuda gratis. Vea el reverso.'
        .length;
    expect(wanted).toBeGreaterThan(extra * 0.6);
    expect(wanted).toBeLessThan(extra * 1.6);
  });
});

/** Every text of a flyer that a translator writes, one of each kind of block. */
const TEXTS = [
  ['ice-encounter', 'headline'],
  ['ice-encounter', 'under'],
  ['us-federal', 'lawyer.title'],
  ['us-federal', 'lawyer.body'],
  ['us-federal', 'door.title'],
  ['us-federal', 'door.warrant'],
  ['us-federal', 'door.say'],
  ['us-federal', 'remain-silent.say'],
  ['us-federal', 'remain-silent.say-sound'],
  ['us-federal', 'search.body'],
  ['us-federal', 'disclaimer.advice'],
  ['us-ny-nyc', 'legal-help.label'],
  ['us-ny-nyc', 'legal-help.interpreter'],
  ['common', 'say-label'],
  ['common', 'sounds'],
  ['common', 'means'],
  ['common', 'newest'],
  ['common', 'from'],
  ['common', 'draft'],
  ['common', 'draft-why'],
  ['common', 'check-after'],
] as const;

describe.each([
  { lang: 'es', factors: [3, 12], texts: TEXTS },
  { lang: 'ar', factors: [12], texts: TEXTS.filter(([namespace]) => namespace !== 'us-federal') },
  { lang: 'zh-Hans', factors: [5], texts: TEXTS.filter(([namespace]) => namespace !== 'us-federal') },
])(
  'a text of $lang that is far too long fits, or is refused; it never runs into another',
  ({ lang, factors, texts }) => {
    test.each(texts.flatMap(([ns, key]) => factors.map((times) => [ns, key, times] as const)))(
      '%s:%s, %i times as long',
      (namespace, key, times) => {
        const {
          design: made,
          diagnostics,
          style,
        } = stretched(lang, namespace, key, times, key === 'from' ? { organisation: CHURCH } : {});
        for (const d of diagnostics) expect(d.code).toBe('KYR304');
        if (diagnostics.length > 0) return;
        const safe = outset(box(0, 0, style.trim.width, style.trim.height), allSides(-style.safe));
        for (const side of made.sides) {
          const lines = inkLines(side, book);
          expect(collisions(lines)).toEqual([]);
          expect(lines.filter((l) => !contains(safe, l.ink)).map((l) => l.text)).toEqual([]);
        }
      },
    );
  },
);

describe('one word that cannot be broken', () => {
  test.each([
    ['us-federal', 'lawyer.title', 'lawyer'],
    ['us-federal', 'lawyer.body', 'lawyer'],
    ['us-federal', 'search.body', 'search'],
    ['us-ny-nyc', 'legal-help.interpreter', 'hotline'],
    ['common', 'say-label', 'say'],
    ['common', 'newest', 'imprint'],
    ['ice-encounter', 'under', 'under'],
  ])('in %s:%s is refused by the name of its block', async (ns, key, block) => {
    const room = roomWith(
      sentence('es', ns, key, (text) => `${text} ${'Rindfleischetikettierung'.repeat(6)}`),
    );
    const refusal = await theRefusal(() => design(room, compose(room, request('es'))));
    expect(refusal).toMatchObject({ code: 'KYR304', at: { design: 'es', block } });
    expect(refusal.message).toContain(`“${block}”`);
    const wanted = Number(/by about (\d+) characters/.exec(refusal.hint ?? '')?.[1]);
    // 144 letters, of which a line holds from a dozen to ninety.
    expect(wanted).toBeGreaterThan(50);
    expect(wanted).toBeLessThan(144);
  });

  test('in the name of a church is refused too', async () => {
    const organisation = { ...CHURCH, name: { es: 'Rindfleischetikettierung'.repeat(6) } };
    const found = await refused(() => design(room0, composed('es', { organisation })));
    expect(found).toMatchObject([{ code: 'KYR304', at: { block: 'imprint' } }]);
  });

  test('in an address that is too long for a line is refused', async () => {
    const address = `https://rights.nyc/${'immigrants-know-your-rights-'.repeat(5)}`;
    const found = await refused(() => design(room0, composed('es', { address })));
    expect(found.map((d) => d.code)).toEqual(['KYR304']);
  });
});

describe('a character that no font has (KYR301)', () => {
  const withText = (lang: string, text: string): Promise<readonly Diagnostic[]> => {
    const room = roomWith(sentence(lang, 'us-federal', 'search.body', (own) => `${own} ${text}`));
    return refused(() => design(room, compose(room, request(lang))));
  };

  test.each([
    ['es', '\u{1F600}', 'U+1F600'],
    ['es', 'ខ្មែរ', 'U+1781'],
    ['es', '日', 'U+65E5'],
    ['ar', '\u{1F600}', 'U+1F600'],
    ['zh-Hans', 'ไทย', 'U+0E44'],
  ])('in %s: %s is refused as %s, with the block it is in', async (lang, text, name) => {
    const found = await withText(lang, text);
    expect(found[0]).toMatchObject({ code: 'KYR301', level: 'error', at: { design: lang, block: 'search' } });
    expect(found.map((d) => d.message).join('\n')).toContain(name);
  });

  test('in a name is refused, not printed as boxes', async () => {
    const organisation = { ...CHURCH, name: { es: 'ᏣᎳᎩ' } };
    const found = await refused(() => design(room0, composed('es', { organisation })));
    for (const d of found) expect(d).toMatchObject({ code: 'KYR301', at: { block: 'imprint' } });
  });

  test('a name in another script is set in the fonts that ship for it', () => {
    for (const name of ['ຄຣິສຕະຈັກ', 'مسجد', '教堂'])
      for (const lang of ['es', 'ar', 'ko'])
        expect(design(room0, composed(lang, { organisation: { ...CHURCH, name } })).warnings).toEqual([]);
  });

  test('a name in the reader’s own script is set beside English', () => {
    for (const lang of LOCALES)
      expect(design(room0, composed(lang, { organisation: CHURCH })).warnings).toEqual([]);
  });
});

test.each(LOCALES)('%s goes out released, with its notice clear of the knife', (lang) => {
  const of = composed(lang, { draft: false, released: lang !== 'en', address: 'https://www.nyc.gov/{lang}' });
  const made = design(room0, of);
  expect(made.warnings).toEqual([]);
  expect(checkPages(room0, made.design.sides, of.style.safe)).toEqual([]);
});

describe('a template', () => {
  const template = loadTemplate(shipped, {
    layout: 'encounter',
    size: 'half-letter',
    script: 'Latn',
    lang: 'es',
  });

  test('that lacks parts names all of them', async () => {
    const { trim: _, ...rest } = template;
    const bare = { ...rest, grid: { margin: 24 }, roles: {} };
    const refusal = await theRefusal(() => resolveStyle(bare, 'half-letter for Latn'));
    expect(refusal.code).toBe('KYR105');
    for (const part of ['trim', 'grid.qr', 'roles.body.size', 'roles.phone.leading'])
      expect(refusal.message).toContain(part);
  });

  test('turns its lengths into points, and takes the job’s bleed before its own', () => {
    const style = resolveStyle(template, 'x');
    expect([style.trim.width, style.trim.height, style.bleed, style.safe]).toEqual([396, 612, 9, 9]);
    expect(resolveStyle(template, 'x', { bleed: 8.5 as typeof style.bleed }).bleed).toBe(8.5);
  });
});

test('a job’s own bleed reaches the tab and the frame', () => {
  const bleed = 14 as NonNullable<DesignRequest['bleed']>;
  const { design: made } = design(room0, composed('es', { bleed }));
  expect(front(made).bleed).toEqual(allSides(14));
  const flyer: Flyer = composed('es', { bleed }).flyer;
  expect(flyer.code).toBe(composed('es').flyer.code);
});
