/** ICC heads: the two profiles that ship, and every way in which a file is no output profile. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { profileFault, readProfileHead } from '../../src/core/icc-profile.js';

const gracol = new Uint8Array(readFileSync('icc/GRACoL2006-TR006.icc'));
const fogra = new Uint8Array(readFileSync('icc/FOGRA39L_coated.icc'));

/** A copy with other bytes at a place. */
function changed(at: number, bytes: readonly number[] | string): Uint8Array {
  const copy = gracol.slice();
  copy.set(typeof bytes === 'string' ? [...bytes].map((c) => c.charCodeAt(0)) : bytes, at);
  return copy;
}

test('the profiles that ship can be output intents, and say what they are', () => {
  for (const profile of [gracol, fogra]) {
    expect(profileFault(profile)).toBeUndefined();
    expect(readProfileHead(profile)).toMatchObject({ deviceClass: 'prtr', space: 'CMYK', version: 2.2 });
  }
  expect(readProfileHead(gracol).description).toMatch(/GRACoL|TR ?006/i);
  expect(readProfileHead(fogra).description).toMatch(/FOGRA39/i);
});

describe('refused', () => {
  const tag = (name: string): number => {
    for (let at = 132; ; at += 12)
      if (String.fromCharCode(...gracol.subarray(at, at + 4)) === name) return at;
  };
  test.each([
    ['is not an ICC profile', new Uint8Array()],
    ['is not an ICC profile', changed(36, 'none')],
    ['says it has 155288 bytes but has 155000', gracol.slice(0, 155_000)],
    ['is of class "scnr", not "prtr"', changed(12, 'scnr')],
    ['is of class "mntr", not "prtr"', changed(12, 'mntr')],
    ['has the colour space "RGB", not CMYK', changed(16, 'RGB ')],
    ['has the colour space "6CLR", not CMYK', changed(16, '6CLR')],
    ['is of version 5; PDF/X-4 takes 2 to 4', changed(8, [5, 0])],
    ['is of version 1.3; PDF/X-4 takes 2 to 4', changed(8, [1, 0x30])],
    ['lacks the table B2A0', changed(tag('B2A0'), 'XXXX')],
    ['lacks the table A2B0', changed(tag('A2B0') + 4, [0xff, 0xff, 0xff, 0xff])],
  ])('%s', (why, bytes) => {
    expect(profileFault(bytes)).toBe(why);
  });
});

test('a description of version 4 is read, and control characters in one do not reach a terminal', () => {
  const at = readTagPlace('desc');
  const text = 'Haus\u001b[31mprofil';
  const mluc = new Uint8Array(28 + 2 * text.length);
  mluc.set([...'mluc'].map((c) => c.charCodeAt(0)));
  new DataView(mluc.buffer).setUint32(20, 2 * text.length);
  new DataView(mluc.buffer).setUint32(24, 28);
  for (let i = 0; i < text.length; i++) new DataView(mluc.buffer).setUint16(28 + 2 * i, text.charCodeAt(i));
  expect(readProfileHead(changed(at, [...mluc])).description).toBe('Haus [31mprofil');
});

function readTagPlace(name: string): number {
  for (let at = 132; ; at += 12)
    if (String.fromCharCode(...gracol.subarray(at, at + 4)) === name)
      return new DataView(gracol.buffer, gracol.byteOffset).getUint32(at + 4);
}
