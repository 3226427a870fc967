/**
 * What a QR code may hold: a plain address. A shortener knows who scanned; a tracking parameter tells where the
 * paper was handed out. Either could give the reader away.
 */

import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { SERIAL, serialAddress } from './serial.js';

const SHORTENERS = new Set(
  'bit.ly bitly.com buff.ly cutt.ly goo.gl is.gd linktr.ee lnkd.in ow.ly qr.io qrco.de rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com v.gd'.split(
    ' ',
  ),
);
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs\w+|vero_id|ref|source)$/i;

/** The address for a language. */
export const addressFor = (address: string, lang: LanguageTag): string => address.replaceAll('{lang}', lang);

/** As it is printed beside the code: no scheme, no trailing slash. */
export const shownAddress = (address: string): string =>
  address.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** Characters. A code of more has modules too fine for paper, whatever its place. */
const LONGEST = 300;

const shortened = (address: string): string => (address.length > 60 ? `${address.slice(0, 60)}…` : address);

/** Why an address may not be printed (KYR402); empty if it may. */
export function checkAddress(address: string, at?: Diagnostic['at']): Diagnostic[] {
  const refuse = (message: string, hint: string): Diagnostic[] => [
    { code: CODE.qrAddress, level: 'error', message, hint, ...(at ? { at } : {}) },
  ];
  // A parser of addresses passes over spaces and line ends; a camera does not.
  if (/[\s\p{C}]/u.test(address))
    return refuse(
      'the address has spaces, line ends or characters that nobody sees',
      'write it in one piece, such as https://www.example.org/{lang}',
    );
  const filled = address.replaceAll('{lang}', 'en');
  if (/[{}]/.test(filled))
    return refuse(`“${shortened(address)}” has braces that are not {lang}`, 'write {lang}, or take them out');
  if (filled.length > LONGEST)
    return refuse(
      `the address has ${filled.length} characters: no camera could read its code`,
      `write a shorter one, of at most ${LONGEST}`,
    );
  let url: URL;
  try {
    url = new URL(filled);
  } catch {
    return refuse(
      `“${address}” is not a web address`,
      'write it whole, such as https://www.example.org/{lang}',
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refuse(`a QR code with “${url.protocol}” is refused`, 'use a plain https:// address');
  if (url.username !== '' || url.password !== '')
    return refuse('the address holds a user name', 'take it out');
  if (!url.hostname.includes('.') && url.hostname !== 'localhost')
    return refuse(
      `“${url.hostname}” is no host that others can reach`,
      'write the whole name, such as www.example.org',
    );
  if (SHORTENERS.has(url.hostname.replace(/^www\.|\.$/g, '')))
    return refuse(
      `${url.hostname} is a link shortener: it knows who scanned the code`,
      'write the address it leads to',
    );
  const tracked = [...url.searchParams.keys()].filter((key) => TRACKING.test(key));
  if (tracked.length > 0)
    return refuse(
      `the address has a tracking parameter (${tracked.join(', ')})`,
      'take it out of the address',
    );
  return [];
}

/** Why an address may not be the code of single pieces (KYR402): not plain, or without one `{serial}`. */
export function checkSerialAddress(address: string, at?: Diagnostic['at']): Diagnostic[] {
  const serials = address.split(SERIAL).length - 1;
  if (serials === 1) return checkAddress(serialAddress(address, 0), at);
  return [
    {
      code: CODE.qrAddress,
      level: 'error',
      message: `“${address}” has ${serials === 0 ? 'no' : serials} ${SERIAL}`,
      hint: `write it once, where the number of the piece is to stand: https://www.example.org/${SERIAL}`,
      ...(at ? { at } : {}),
    },
  ];
}

/** Hosts that RFC 2606 keeps for examples: a printed flyer that leads there leads nowhere. */
export const isExampleAddress = (address: string): boolean =>
  /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$/i.test(
    new URL(address.replaceAll('{lang}', 'en')).hostname,
  );
