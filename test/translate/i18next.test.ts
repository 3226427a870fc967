/**
 * Our files are i18next JSON v4, which Weblate and Crowdin read as they are: i18next itself, with the settings that
 * everybody has, finds every sentence under its dotted key, and no key means something else to it.
 */
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { sentencesIn } from '../../src/cli/exchange.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { listLocales, loadLocale } from '../../src/load/locales.js';

const world = openDiskWorld(shippedFolder());

/** Plural categories of v4 (Intl.PluralRules), ordinals, and the endings of v1 to v3. */
const PLURAL = /_(zero|one|two|few|many|other|plural|\d+|plural_\d+)$/;

describe.each(listLocales(world))('%s', (tag) => {
  const namespaces = sentencesIn(loadLocale(world, tag));

  it('is found by i18next, sentence by sentence', () => {
    const resources = Object.fromEntries(
      [...loadLocale(world, tag).namespaces].map(([namespace, file]) => [namespace, file.value]),
    );
    const instance = i18next.createInstance();
    instance.init({
      lng: tag,
      fallbackLng: false,
      ns: Object.keys(resources),
      resources: { [tag]: resources },
      initAsync: false,
    });
    for (const [namespace, keys] of namespaces)
      for (const [key, sentence] of keys) {
        const names = [...sentence.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((match) => match[1] as string);
        const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
        const said = instance.t(`${namespace}:${key}`, { ...values, interpolation: { escapeValue: false } });
        expect(said).toBe(sentence.replace(/\{\{\s*([\w-]+)\s*\}\}/g, '<$1>'));
      }
  });

  it('has no key that i18next reads otherwise', () => {
    for (const [namespace, file] of loadLocale(world, tag).namespaces)
      for (const [key, value] of Object.entries(file.value))
        for (const part of [key, ...(typeof value === 'string' ? [] : Object.keys(value))]) {
          // A separator, a plural or a context in a key would be another key.
          expect(part, namespace).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(part, namespace).not.toMatch(PLURAL);
        }
    for (const keys of namespaces.values())
      for (const sentence of keys.values()) expect(sentence).not.toContain('$t(');
  });
});
