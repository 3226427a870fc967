/** The press room on what ships, with single sentences or files exchanged, for the tests of compose/ and layout/. */

import { openPressRoom, type PressRoom } from '../../src/cli/press-room.js';
import { type Composed, compose, type DesignRequest } from '../../src/cli/set-flyer.js';
import type { Block, BlockOf, Flyer, Side } from '../../src/compose/flyer.js';
import type { World } from '../../src/core/world.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { listLocales } from '../../src/load/locales.js';
import type { LoadedOrganisation } from '../../src/load/organisation.js';
import { type Files, memoryWorld } from '../load/kit.js';

export const shipped = openDiskWorld(shippedFolder());
export const LOCALES = listLocales(shipped);
export const ADDRESS = 'https://rights.example.org/{lang}';

export const openRoom = (world: World = shipped, layer = 'us/ny/nyc'): PressRoom =>
  openPressRoom(world, { publication: 'ice-encounter', layer });

/** A room in which some files say something else. Fonts are opened once for all rooms. */
export function roomWith(files: Files, layer?: string): PressRoom {
  const room = openRoom(memoryWorld(files, shipped), layer);
  return Object.assign(room, { book: room0.book });
}
export const room0 = openRoom();

/** The text of a shipped file, changed. Throws if the change changes nothing. */
export function edited(path: string, edit: (text: string) => string): Files {
  const before = new TextDecoder().decode(shipped.read(path));
  const after = edit(before);
  if (after === before) throw new Error(`${path} has nothing to change`);
  return { [path]: after };
}

/** A sentence of a shipped locale, changed: `us-federal`, `door.title`. */
export const sentence = (
  lang: string,
  namespace: string,
  key: string,
  change: (text: string) => string,
): Files =>
  edited(`locales/${lang}/${namespace}.json`, (json) => {
    const all = JSON.parse(json) as Record<string, string | Record<string, string>>;
    const [id, inner] = key.split('.') as [string, string?];
    const of = inner === undefined ? all : (all[id] as Record<string, string>);
    const name = inner ?? id;
    if (typeof of[name] !== 'string') throw new Error(`${lang} has no ${namespace}:${key}`);
    of[name] = change(of[name]);
    return JSON.stringify(all);
  });

/** A picture as it is placed; nobody draws it. */
export const LOGO = {
  digest: 'ab'.repeat(32),
  bytes: new Uint8Array(1),
  pixelWidth: 900,
  pixelHeight: 500,
  channels: 1 as const,
};

export const CHURCH: LoadedOrganisation = {
  id: 'st-brigid',
  name: {
    en: 'St. Brigid’s Parish',
    es: 'Parroquia de Santa Brígida',
    ar: 'كنيسة القديسة بريجيد',
    'zh-Hans': '圣布里吉德教堂',
    'zh-Hant': '聖布里吉德堂',
    ru: 'Приход Святой Бригитты',
    bn: 'সেন্ট ব্রিজিড প্যারিশ',
    ht: 'Pawas Sent Brijit',
    ko: '성 브리지다 성당',
    ur: 'سینٹ بریجیڈ گرجا',
    fr: 'Paroisse Sainte-Brigitte',
    pl: 'Parafia św. Brygidy',
    ne: 'सेन्ट ब्रिजिड गिर्जाघर',
  },
  address: '1 Sample Street, Brooklyn, NY 11200',
  phone: '718-555-0101',
  web: 'https://www.example.org/brigid/',
  withhold: false,
};

export const request = (lang: string, more: Partial<DesignRequest> = {}): DesignRequest => ({
  lang,
  size: 'half-letter',
  draft: true,
  address: ADDRESS,
  ...more,
});

export const composed = (lang: string, more: Partial<DesignRequest> = {}, room = room0): Composed =>
  compose(room, request(lang, more));
export const flyerOf = (lang: string, more: Partial<DesignRequest> = {}, room = room0): Flyer =>
  composed(lang, more, room).flyer;

/** The front and the back of a flyer or a design; throws where there is none. */
export const front = <T>(of: { readonly sides: readonly T[] }): T => sideOf(of, 0);
export const back = <T>(of: { readonly sides: readonly T[] }): T => sideOf(of, 1);
export function sideOf<T>(of: { readonly sides: readonly T[] }, n: number): T {
  const side = of.sides[n];
  if (side === undefined) throw new Error(`there is no side ${n}`);
  return side;
}

/** The flyer with one of its sides alone. */
export const onlySide = (flyer: Flyer, n: number): Flyer => ({ ...flyer, sides: [sideOf(flyer, n)] });

/** The blocks of a kind, on one side or on all. */
export const blocksOf = <K extends Block['kind']>(flyer: Flyer, kind: K, side?: number): BlockOf<K>[] =>
  (side === undefined ? flyer.sides : [sideOf<Side>(flyer, side)])
    .flatMap(({ blocks }) => blocks)
    .filter((b): b is BlockOf<K> => b.kind === kind);
