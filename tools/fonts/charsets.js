/**
 * What the Bold of each CJK font is cut to: the national character set, as code points.
 *
 * The sets are not typed in. Each is read out of Node's own TextDecoder, by decoding every two-byte code of the
 * standard. Private-use code points are left out: no font gives them a meaning.
 *
 * A cut never takes away anything but rare ideographs and old Hangul (see `keptByCut`).
 */

/**
 * @param {string} encoding a TextDecoder label
 * @param {[number, number]} leads first and last lead byte
 * @param {[number, number][]} trails ranges of trail bytes
 * @returns {Set<number>} code points
 */
function decodeTwoByteCodes(encoding, leads, trails) {
  const decoder = new TextDecoder(encoding);
  const found = new Set();
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (const [first, last] of trails) {
      for (let trail = first; trail <= last; trail++) {
        const text = decoder.decode(Uint8Array.of(lead, trail));
        // A code that is not in the table decodes to U+FFFD, alone or before the trail byte.
        if (text.includes('\uFFFD') || /\p{Co}/u.test(text)) continue;
        for (const character of text) found.add(character.codePointAt(0));
      }
    }
  }
  return found;
}

/**
 * Characters of written Cantonese, and of Hong Kong's names, that Big5 lacks (they came with HKSCS, which Node's
 * Big5 decoder does not have). Without them a Bold headline in Cantonese would change weight at every second word:
 * 嘅 is "of", 喺 is "at", 嘢 is "thing". A character that the font itself lacks is passed over.
 */
const CANTONESE = [
  '嘅咗啲嚟喺哋嘢㗎嗰㖞啱攞揾瞓嘥冚唥揸孭唞㩒㨂嘞呃咪嗮晒噃吖囖啫咋噏嗱嗲冧唓揼揦撚搲掹擸踎乸嗌孖孻揈揞搣攋枱櫈炆煲簕膶蠄蟧',
  '諗跣躝踭鎅靚餸髀罅脷攰嚿焗嗻噉咁冇乜咩喎啵喐嗍嗡嗦噍噒噤嚡嚫冤凹哣哽唂唨啅啩喼喳嘈嘜嘟嘸埗塱氹滘鰂磡邨涌衞着裏鷄峯牀粧綫羣',
  '𠵱𨋢𠹌𠺢𠻺𡃁𡁻𢱕𢯊𠝹𠱁𠱸𠵼𠹳𠺝𠻗𠾴𡃓𡃴𢫏𢬿𢭃𢲈𢳂𦧲𦧺𧨾𨀤𨂾𨅝𩓥㓟㷛㪐㪗',
].join('');

/** The four sets, by the name that fonts.yaml gives them. @type {Record<string, () => Set<number>>} */
export const NATIONAL_SETS = {
  /** China: rows 1–87. GBK's additions lie outside these rows. */
  'GB 2312': () => decodeTwoByteCodes('gb18030', [0xa1, 0xf7], [[0xa1, 0xfe]]),

  /**
   * Taiwan: signs and level 1 (A140–C67E), level 2 and the seven ideographs after it (C940–F9FE), and Cantonese.
   * What lies between differs from decoder to decoder.
   */
  Big5: () => {
    /** @type {[number, number]} */
    const low = [0x40, 0x7e];
    /** @type {[number, number]} */
    const high = [0xa1, 0xfe];
    return new Set([
      ...decodeTwoByteCodes('big5', [0xa1, 0xc5], [low, high]),
      ...decodeTwoByteCodes('big5', [0xc6, 0xc6], [low]),
      ...decodeTwoByteCodes('big5', [0xc9, 0xf9], [low, high]),
      ...Array.from(CANTONESE, (character) => character.codePointAt(0) ?? 0),
    ]);
  },

  /** Japan, with the vendor rows 13 and 89–92 that stand in the same table: ① ㈱ 髙 﨑. */
  'JIS X 0208': () => decodeTwoByteCodes('euc-jp', [0xa1, 0xfe], [[0xa1, 0xfe]]),

  /** Korea: 4,888 hanja, signs, and not 2,350 but all 11,172 syllables: loan words and names use the others. */
  'KS X 1001': () => {
    const set = decodeTwoByteCodes('euc-kr', [0xa1, 0xfe], [[0xa1, 0xfe]]);
    for (let syllable = 0xac00; syllable <= 0xd7a3; syllable++) set.add(syllable);
    return set;
  },
};

/**
 * @param {Iterable<number>} codePoints all that a font has
 * @param {string} cut name of a national set
 * @returns {number[]} what stays: the national set, and everything that is neither an ideograph nor Hangul
 *   (ASCII, Latin, punctuation, kana, full-width forms, circled numbers, arrows …)
 */
export function keptByCut(codePoints, cut) {
  const national = NATIONAL_SETS[cut]?.();
  if (!national) throw new Error(`no character set is called "${cut}"`);
  return [...codePoints].filter(
    (codePoint) =>
      national.has(codePoint) || !/[\p{Script=Han}\p{Script=Hangul}]/u.test(String.fromCodePoint(codePoint)),
  );
}
