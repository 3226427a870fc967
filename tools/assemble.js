import wabt from 'wabt';

/**
 * A module in text → a TypeScript file that exports its bytes.
 * @param {string} text of best-mask.wat
 * @returns {Promise<string>}
 */
export async function assemble(text) {
  const parsed = (await wabt()).parseWat('best-mask.wat', text);
  parsed.validate();
  const base64 = Buffer.from(parsed.toBinary({}).buffer).toString('base64');
  const lines = base64.match(/.{1,90}/g) ?? [];
  return `/** best-mask.wat, assembled: \`npm run wasm\`. Do not edit. */
const BASE64 = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');

export const BEST_MASK = Uint8Array.from(atob(BASE64), (letter) => letter.charCodeAt(0));
`;
}
