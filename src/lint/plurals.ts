/**
 * Plural categories: those of `_meta.yaml` against CLDR's, and keys that end like i18next's plural forms (`sheets_few`).
 * No sentence of a flyer counts anything, so no form is ever printed; some translation tools make them all the same.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { flatten, type Locale, placeOfKey } from '../load/locales.js';
import { PLURALS } from '../schema/locale.js';

export function lintPlurals({ meta, placeInMeta, namespaces }: Locale): Diagnostic[] {
  const { pluralCategories, locale } = new Intl.PluralRules(meta.tag).resolvedOptions();
  const isKnown = locale.split('-')[0] === meta.tag.split('-')[0];
  const rightly = PLURALS.filter((category) => pluralCategories.includes(category));
  const found: Diagnostic[] = [];
  if (meta.plurals && isKnown && meta.plurals.join() !== rightly.join())
    found.push({
      code: CODE.pluralForms,
      level: 'warning',
      message: `the plural forms of ${meta.english} are ${rightly.join(', ')} by CLDR, not ${meta.plurals.join(', ')}`,
      hint: `write plurals: [${rightly.join(', ')}]; translation tools ask for these forms`,
      at: placeInMeta('plurals'),
    });
  const ending = new RegExp(`^(.+)_(${PLURALS.join('|')})$`);
  for (const file of namespaces.values())
    for (const key of flatten(file).keys()) {
      const [, stem, form] = ending.exec(key) ?? [];
      if (stem === undefined) continue;
      found.push({
        code: CODE.pluralForms,
        level: 'warning',
        message: `“${key}” is the plural form “${form}” of “${stem}”, and no sentence here counts anything`,
        hint: `keep one sentence under “${stem}” and take the forms out`,
        at: placeOfKey(file, key),
      });
    }
  return found;
}
