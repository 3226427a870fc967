/** What a QR code may hold: nothing that knows who scanned it, or where the paper lay. */
import { describe, expect, test } from 'vitest';
import { addressFor, checkAddress, isExampleAddress, shownAddress } from '../../src/compose/address.js';
import { refused } from '../load/kit.js';
import { composed } from './room.js';

describe('refused (KYR402)', () => {
  test.each([
    ['a shortener', 'https://bit.ly/3xyz', /shortener/],
    ['a shortener in capitals', 'HTTPS://BIT.LY/3xyz', /shortener/],
    ['a shortener with www', 'https://www.tinyurl.com/abc', /shortener/],
    ['a shortener with the dot of the root', 'https://bit.ly./3xyz', /shortener/],
    ['a code service', 'https://qrco.de/abc', /shortener/],
    ['a campaign', 'https://www.example.org/?utm_source=flyer', /utm_source/],
    ['a campaign in capitals', 'https://www.example.org/{lang}?UTM_Campaign=x', /utm_campaign/i],
    ['a click id among honest parameters', 'https://a.org/?page=2&fbclid=9', /fbclid/],
    ['a user name', 'https://maria@a.org/', /user name/],
    ['a password', 'https://maria:secret@a.org/', /user name/],
    ['no scheme', 'www.example.org/rights', /not a web address/],
    ['nothing', '', /not a web address/],
    ['a script', 'javascript:alert(1)', /“javascript:”/],
    ['a file', 'file:///home/maria/rights.html', /“file:”/],
    ['a message that sends itself', 'sms:+15551234?body=hello', /“sms:”/],
    ['a network to join', 'WIFI:S:church;T:WPA;P:secret;;', /“wifi:”/],
  ])('%s: %s', (_, address, message) => {
    const found = checkAddress(address, { file: 'job.yaml', line: 3 });
    expect(found).toMatchObject([{ code: 'KYR402', level: 'error', at: { file: 'job.yaml', line: 3 } }]);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.hint).toBeTruthy();
  });

  test('a flyer with such an address is not made', async () => {
    expect((await refused(() => composed('es', { address: 'https://bit.ly/x' }))).map((d) => d.code)).toEqual(
      ['KYR402'],
    );
  });
});

test.each([
  'https://www.nyc.gov/immigrants',
  'https://rights.nyc/{lang}',
  'http://rights.nyc/{lang}/index.html?size=large',
  'https://xn--fiqs8s.org/',
  'https://habit.ly/',
])('%s may be printed', (address) => {
  expect(checkAddress(address)).toEqual([]);
});

test('{lang} becomes the tag, wherever it stands', () => {
  expect(addressFor('https://{lang}.a.org/{lang}', 'zh-Hans')).toBe('https://zh-Hans.a.org/zh-Hans');
});

test('an address is shown without what nobody types', () => {
  expect(shownAddress('https://rights.nyc/es/')).toBe('rights.nyc/es');
  expect(shownAddress('http://rights.nyc')).toBe('rights.nyc');
});

test.each([
  ['https://rights.example.org/{lang}', true],
  ['https://example.com', true],
  ['https://rights.test/', true],
  ['http://localhost:8080/', true],
  ['https://rights.nyc/example.org', false],
  ['https://anexample.org/', false],
  ['https://example.nyc/', false],
])('%s is an address of an example: %s', (address, example) => {
  expect(isExampleAddress(address)).toBe(example);
});
