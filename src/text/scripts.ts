/** The script of a character (UAX #24), by ISO 15924 code. `Zyyy` stands for common, inherited and unknown. */

/** Scripts in use today; others shape as `Zyyy`, with HarfBuzz's default shaper. */
const SCRIPTS =
  'Latn Arab Hebr Cyrl Grek Armn Geor Ethi Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Thai Laoo Tibt Mymr Khmr Hang Hani Hira Kana Bopo Adlm Nkoo Syrc Thaa Rohg Mand Samr Mend Cher Cans Mong Tfng Vaii Cakm Olck Mtei Java Sund Bali Tglg Hano Buhd Tagb Hmnp Hmng Limb Lepc Newa Osge Tale Talu Lana Cham Bugi Yiii Lisu Copt Wcho Kali Rjng Saur Sylo Tirh Modi Takr Gong Gonm Plrd Bamu Mroo Medf Bass Dsrt Batk Phag Tavt Khoj Sind Mahj Shrd'
    .split(' ')
    .map((code) => ({ code, pattern: new RegExp(`^\\p{Script=${code}}`, 'u') }));

const known = new Map<string, string>();

/** The script of the first character of the text. */
export function scriptOf(text: string): string {
  const char = String.fromCodePoint(text.codePointAt(0) ?? 0);
  let script = known.get(char);
  if (script === undefined) {
    script = SCRIPTS.find(({ pattern }) => pattern.test(char))?.code ?? 'Zyyy';
    known.set(char, script);
  }
  return script;
}

/** The script that shapes text of a locale's script: `Hans` → `Hani`, `Aran` (Nastaliq) → `Arab`. */
export function shapingScript(localeScript: string): string {
  switch (localeScript) {
    case 'Hans':
    case 'Hant':
    case 'Jpan':
      return 'Hani';
    case 'Kore':
      return 'Hang';
    case 'Aran':
      return 'Arab';
    case 'Cyrs':
      return 'Cyrl';
    default:
      return localeScript;
  }
}
