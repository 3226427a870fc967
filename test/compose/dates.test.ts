/** Days as readers write them. The patterns come from CLDR; these are what we ship, on every supported Node. */
import { expect, test } from 'vitest';
import { formatDay, hasDates } from '../../src/compose/dates.js';

test.each([
  ['en', 'May 23, 2027', 'November 1, 2026'],
  ['es', '23 de mayo de 2027', '1 de noviembre de 2026'],
  ['ar', '23 مايو 2027', '1 نوفمبر 2026'],
  ['zh-Hans', '2027年5月23日', '2026年11月1日'],
])('in %s: %s', (lang, may, november) => {
  expect([formatDay('2027-05-23', { tag: lang }), formatDay('2026-11-01', { tag: lang })]).toEqual([
    may,
    november,
  ]);
});

test.each([
  ['bn', '২৩ মে, ২০২৭'],
  ['ne', '२०२७ मे २३'],
  ['ur', '23 مئی، 2027'],
])('%s has the digits that CLDR gives it: %s', (lang, may) => {
  expect(formatDay('2027-05-23', { tag: lang })).toBe(may);
});

test.each(['fa', 'ar-SA', 'th'])('%s has the Gregorian year, not another calendar’s', (lang) => {
  const western = new Intl.NumberFormat(lang, { useGrouping: false }).format(2027);
  expect(formatDay('2027-05-23', { tag: lang })).toContain(western);
});

test('a language that ICU does not know has its own months, and none of English', () => {
  const months = 'janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm'.split(' ');
  const ht = { tag: 'ht', date: { pattern: 'd MMMM y', months } };
  expect([formatDay('2027-05-23', ht), formatDay('2026-08-01', ht)]).toEqual(['23 me 2027', '1 out 2026']);
  expect([hasDates(ht), hasDates({ tag: 'ht' }), hasDates({ tag: 'zh-Hant' })]).toEqual([true, false, true]);
});

test('a day is the same day wherever the machine stands', () => {
  const zone = process.env.TZ;
  try {
    for (const tz of ['Pacific/Kiritimati', 'America/New_York', 'Pacific/Pago_Pago']) {
      process.env.TZ = tz;
      expect(formatDay('2027-01-01', { tag: 'en' })).toBe('January 1, 2027');
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
