import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTokens, isPhone, isUrl } from '../../src/text/tokens.js';

const found = (text: string) => findTokens(text).map((t) => `${t.kind}:${text.slice(t.start, t.end)}`);

describe('tokens', () => {
  it.each([
    '(212) 555-0100',
    '212-555-0100',
    '212.555.0100',
    '+1 (212) 555-0100',
    '1-855-768-8845',
    '+12125550100',
    '555-0100',
    '3-1-1',
    '1-800-LAW-HELP',
    '(212)\u00a0555\u20110100',
    '(٢١٢) ٥٥٥-٠١٠٠',
    '۲۱۲ ۵۵۵ ۰۱۰۰',
    '212-555-0100 ext. 12',
    '+52 55 5093 0000',
  ])('%s is a phone number', (number) => {
    expect(isPhone(number)).toBe(true);
    expect(found(`call ${number}. Now`)).toEqual([`phone:${number}`]);
    expect(found(`اتصل (${number})،`)).toEqual([`phone:${number}`]);
  });

  it('passes over no text that has one', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'A',
        'N',
        'umber',
        ' ',
        '-',
        '\u2010',
        '\u2011',
        '.',
        ',',
        '@',
        ':',
        '//',
        'https',
        'www',
        'org',
        'nyc',
      ],
      ...['1', '\u0661', '555', '(212)', 'م', '拨', ')', '"', 'am', 'p.m.', 'U.S.C.', '+'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        // With a digit behind it, every text is searched whole.
        const searched = findTokens(`${text}\n\n9`).filter(({ end }) => end <= text.length);
        expect(findTokens(text)).toEqual(searched);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds numbers that touch a word of another script, and tells two in a row apart', () => {
    for (const text of [
      'و(212) 555-0100',
      '拨打(212) 555-0100咨询',
      'โทร(212) 555-0100',
      'בטלפון(212) 555-0100',
    ])
      expect(found(text)).toEqual(['phone:(212) 555-0100']);
    for (const between of [' / ', ' ', ', ', ' - ', ' أو ', '،'])
      expect(found(`212-555-0100${between}646-555-0101`)).toEqual([
        'phone:212-555-0100',
        'phone:646-555-0101',
      ]);
    expect(found('311 (212) 555-0100')).toEqual(['phone:(212) 555-0100']);
    expect(found('表I-205格')).toEqual(['form:I-205']);
    expect(found('room A212-555-0100')).toEqual([]);
    expect(isPhone('（212）555-0100')).toBe(true);
    expect(isPhone('(212) - 555 - 0100')).toBe(true);
    expect(isPhone('2125550100')).toBe(false);
  });

  it.each(['1996', '24/7', '10–12', '2020–2024', '1,000,000', '100', 'Act of 1952 and 1996'])(
    '%s is none',
    (text) => expect(findTokens(text).filter((t) => t.kind === 'phone')).toEqual([]),
  );

  it('finds addresses without the punctuation of the sentence', () => {
    expect(found('see nyc.gov/immigrants, or https://www.ilrc.org/red-cards. Or (www.nilc.org).')).toEqual([
      'url:nyc.gov/immigrants',
      'url:https://www.ilrc.org/red-cards',
      'url:www.nilc.org',
    ]);
    expect(found('زر nyc.gov/immigrants، أو help@example.org.')).toEqual([
      'url:nyc.gov/immigrants',
      'email:help@example.org',
    ]);
    expect(isUrl('nyc.gov')).toBe(true);
    expect(found('the end.Next U.S. law')).toEqual([]);
  });

  it('finds form numbers, dates, times and citations', () => {
    expect(found('نموذج I-205 أو N-400، A-123-456-789')).toEqual([
      'form:I-205',
      'form:N-400',
      'form:A-123-456-789',
    ]);
    expect(found('checked 2026-11-23, until 11/23/2026')).toEqual(['date:2026-11-23', 'date:11/23/2026']);
    expect(found('9 a.m.–5 p.m. or 9:00-17:30 PM')).toEqual(['time:9 a.m.–5 p.m.', 'time:9:00-17:30 PM']);
    expect(found('8 U.S.C. § 1357(g)(10) and 8 CFR 287.8')).toEqual([
      'citation:8 U.S.C. § 1357(g)(10)',
      'citation:8 CFR 287.8',
    ]);
  });
});
