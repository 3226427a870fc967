/** Letters that do not belong: torn marks, lookalikes, Zawgyi; and what must be left alone. */
import { describe, expect, test } from 'vitest';
import { lintLetters } from '../../src/lint/letters.js';
import type { LocaleMeta } from '../../src/schema/locale.js';

const meta = (tag: string, script: string): LocaleMeta => ({
  tag,
  script,
  name: tag,
  english: tag,
  direction: 'ltr',
});
const codes = (tag: string, script: string, text: string, english = ''): string[] =>
  lintLetters({ key: 'k', text, english, at: { file: 'f' } }, meta(tag, script)).map((d) => d.code);

describe('marks without their letter (KYR213)', () => {
  test.each([
    ['ta', 'Taml', 'a vowel sign after a blank', 'கத வ ை திற'],
    ['ta', 'Taml', 'a vowel sign at the start', 'ொலி'],
    ['km', 'Khmr', 'a coeng after a blank', 'ទ ្វារ'],
    ['km', 'Khmr', 'a vowel after a Latin letter', 'aា'],
    ['bn', 'Beng', 'two vowel signs on one consonant', 'কাি'],
    ['ne', 'Deva', 'a dotted circle left by a font', '◌ाम'],
    ['ne', 'Deva', 'a sign after a full stop', 'हो।ा'],
    ['th', 'Thai', 'a vowel that follows nothing', 'ประต ูา'],
    ['th', 'Thai', 'a vowel that stands before nothing', 'เ ปิด'],
    ['lo', 'Laoo', 'a vowel that follows nothing', 'ປ ະຕູ'],
    ['ar', 'Arab', 'a vowel point at the start', '\u064Eباب'],
    ['es', 'Latn', 'an accent after a blank', 'aqui \u0301'],
  ])('%s %s: %s', (tag, script, _, text) => {
    expect(codes(tag, script, text)).toContain('KYR213');
  });

  test.each([
    ['ta', 'Taml', 'கதவைத் திறக்காதீர்கள்'],
    ['km', 'Khmr', 'អ្នកមិនចាំបាច់បើកទ្វារទេ'],
    ['bn', 'Beng', 'ক\u09c7\u09beথায়, র\u200d্যাব, অ্যান'],
    ['th', 'Thai', 'อย่าเปิดประตู น้ำ เท่านั้น'],
    ['lo', 'Laoo', 'ບໍ່ຕ້ອງເປີດປະຕູ'],
    ['ru', 'Cyrl', 'са\u0301йлэнт'],
    ['vi', 'Latn', 'Đừng mở cu\u031B\u0309a'],
    ['he', 'Hebr', 'לֹא תִּפְתַּח'],
    ['my', 'Mymr', 'တံခါးမဖွင့်ပါနဲ့'],
  ])('%s %s: “%s” is whole', (tag, script, text) => {
    expect(codes(tag, script, text)).toEqual([]);
  });
});

describe('letters of another script (KYR210)', () => {
  test.each([
    ['es', 'Latn', 'Firme аqui', ''],
    ['pl', 'Latn', 'Nie kłam ο tym', ''],
    ['ru', 'Cyrl', 'Не бегитe', ''],
    // Cyrillic С and Latin I, E: ICE as nobody can search it.
    ['ru', 'Cyrl', 'Агенты IСE', 'ICE agents'],
    ['ar', 'Arab', 'قف a هنا', 'a'],
    ['ur', 'Aran', 'رکیں stop', 'Wait here'],
    ['ko', 'Kore', '열지 마세요の', ''],
    ['zh-Hans', 'Hans', '不要か', ''],
    ['ru', 'Cyrl', 'безICE', 'ICE'],
  ])('%s %s: “%s”', (tag, script, text, english) => {
    expect(codes(tag, script, text, english)).toContain('KYR210');
  });

  test.each([
    ['ru', 'Cyrl', 'Агенты ICE с формой I-205 в 9 am', 'ICE agents with form I-205 at 9 am'],
    ['ko', 'Kore', 'ICE가 오면', 'If ICE comes'],
    ['zh-Hant', 'Hant', '拨打311找ICE，看https://www.example.org', 'Call 311'],
    ['ja', 'Jpan', 'ドアを開けないでください', ''],
    ['ar', 'Arab', 'من «Homeland Security»', 'Department of Homeland Security'],
    ['bn', 'Beng', 'বলুন {{words}} ও {{short}}', 'say {{words}}'],
    ['fr', 'Latn', 'État, cœur, ªº', ''],
  ])('%s %s: “%s” may stand', (tag, script, text, english) => {
    expect(codes(tag, script, text, english)).toEqual([]);
  });

  test('the message shows the word and the letter, whose look says nothing', () => {
    const [d] = lintLetters(
      { key: 'door.title', text: 'No tiene que аbrir', english: '', at: { file: 'f' } },
      meta('es', 'Latn'),
    );
    expect(d?.message).toContain('“аbrir” with а (U+0430)');
  });
});

/** From article 1 of the Universal Declaration of Human Rights, in both encodings. */
describe('Zawgyi (KYR214)', () => {
  test.each(['စကားခ်ီး', 'ထိုေၾကာင့္', 'အပိုဒ္ ၁', 'လူတိုင္းသည္ တူညီ လြတ္လပ္ေသာ'])('“%s” is refused', (text) => {
    expect(codes('my', 'Mymr', text)).toEqual(['KYR214']);
  });

  test.each(['စကားချီး', 'ထိုကြောင့်', 'အပိုဒ် ၁', 'လူတိုင်းသည် တူညီ လွတ်လပ်သော'])('“%s” is Unicode', (text) => {
    expect(codes('my', 'Mymr', text)).toEqual([]);
  });

  test('Karen has letters of its own where Zawgyi has its stacks', () => {
    expect(codes('ksw', 'Mymr', 'ကညီကျိာ်')).toEqual([]);
    expect(codes('ksw', 'Mymr', 'ၡ')).toEqual([]);
    expect(codes('my', 'Mymr', 'သိကၡာ')).toEqual(['KYR214']);
  });
});
