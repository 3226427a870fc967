/** Layers of law: a narrower place adds, replaces by id, or withdraws. */
import { describe, expect, test } from 'vitest';
import { namespaceOf, resolveLaw } from '../../src/compose/law.js';
import type { Hotline, Layer, Right } from '../../src/schema/content.js';
import { openRoom, room0, shipped } from './room.js';

const right = (id: string, say: string): Right => ({
  id,
  basis: ['x'],
  confidence: 'H',
  sources: ['x'],
  text: { say },
});
const hotline = (number: string): Hotline => ({
  ...right('legal-help', ''),
  number,
  text: { label: 'Help' },
});
const layer = (id: string, more: Partial<Layer>): Layer => ({
  layer: id,
  name: id,
  version: '2026.11',
  written: '2026-11-23',
  'check-after': '2027-05-23',
  expires: '2027-11-23',
  ...more,
});
const WIDE = layer('us/federal', {
  rights: [right('silent', 'wide'), right('search', 'wide')],
  hotlines: [hotline('111-1111')],
  disclaimer: { text: { advice: 'x' } },
});

describe('a narrower layer', () => {
  test('adds', () => {
    const law = resolveLaw([WIDE, layer('us/ny', { rights: [right('bail', 'ny')] })]);
    expect([...law.rights.keys()]).toEqual(['silent', 'search', 'bail']);
    expect(law.rights.get('bail')).toMatchObject({ layer: 'us/ny', namespace: 'us-ny' });
  });

  test('replaces by id, and the translation is then looked for in its own file', () => {
    const law = resolveLaw([WIDE, layer('us/ny', { rights: [right('silent', 'ny')] })]);
    expect(law.rights.get('silent')).toMatchObject({ value: { text: { say: 'ny' } }, namespace: 'us-ny' });
    expect(law.rights.get('search')).toMatchObject({ namespace: 'us-federal' });
  });

  test('withdraws', () => {
    const law = resolveLaw([WIDE, layer('us/ny', { withdraw: ['search', 'legal-help'] })]);
    expect([...law.rights.keys()]).toEqual(['silent']);
    expect(law.hotlines.size).toBe(0);
  });

  test('may withdraw an id and say it anew in the same file', () => {
    const law = resolveLaw([WIDE, layer('us/ny', { withdraw: ['search'], rights: [right('search', 'ny')] })]);
    expect(law.rights.get('search')?.value.text.say).toBe('ny');
  });

  test('that withdraws is itself overruled by a still narrower one', () => {
    const law = resolveLaw([
      WIDE,
      layer('us/ny', { withdraw: ['search'] }),
      layer('us/ny/nyc', { rights: [right('search', 'nyc')] }),
    ]);
    expect(law.rights.get('search')?.layer).toBe('us/ny/nyc');
  });

  test('has the last word on the disclaimer, if it has one', () => {
    expect(resolveLaw([WIDE, layer('us/ny', {})]).disclaimer).toBe('us-federal');
    expect(resolveLaw([WIDE, layer('us/ny', { disclaimer: { text: {} } })]).disclaimer).toBe('us-ny');
    expect(resolveLaw([layer('us/ny', {})]).disclaimer).toBeUndefined();
  });
});

describe('days and versions', () => {
  const law = resolveLaw([
    layer('us/federal', {
      version: '2027.01',
      written: '2026-01-01',
      'check-after': '2027-03-01',
      expires: '2027-12-31',
    }),
    layer('us/ny', {
      version: '2026.11',
      written: '2026-11-23',
      'check-after': '2027-05-23',
      expires: '2027-06-30',
    }),
  ]);

  test('the newest version and day of writing, the earliest day to check and to expire', () => {
    expect(law).toMatchObject({
      version: '2027.01',
      written: '2026-11-23',
      checkAfter: '2027-03-01',
      expires: '2027-06-30',
    });
  });

  test('the place is the narrowest', () => {
    expect(law).toMatchObject({ jurisdiction: 'us/ny', layer: 'us/ny' });
  });
});

test('a layer’s file of translations is its id with hyphens', () => {
  expect(namespaceOf('us/ny/nyc')).toBe('us-ny-nyc');
});

describe('what ships', () => {
  test('in the city its own hotline stands for the state’s', () => {
    expect(openRoom(shipped, 'us/ny').law.hotlines.get('legal-help')?.value.number).toBe('800-566-7636');
    expect(room0.law.hotlines.get('legal-help')).toMatchObject({
      value: { number: '800-354-0365', short: '311' },
      namespace: 'us-ny-nyc',
    });
    expect(room0.law.jurisdiction).toBe('New York City');
  });
});
