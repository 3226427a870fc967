/** The shapes that files share: what they take, what they refuse, and that editors can be told of them. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Common, Hotline, Layer, Publication } from '../../src/schema/content.js';
import { FontsFile } from '../../src/schema/fonts.js';
import { Job } from '../../src/schema/job.js';
import { LocaleMeta, Namespace, Review } from '../../src/schema/locale.js';
import { Organisation } from '../../src/schema/organisation.js';
import { Day, Id, LayerId, Length, Percent, Tag, Texts } from '../../src/schema/parts.js';
import { lengthOf, percentOf } from '../../src/schema/quantities.js';
import { TemplateFile } from '../../src/schema/template.js';

const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;
const says = (schema: z.ZodType, value: unknown): string =>
  schema
    .safeParse(value)
    .error?.issues.map((i) => i.message)
    .join('; ') ?? '';

describe('names', () => {
  test.each(['door', 'remain-silent', 'us2', 'a'])('“%s” is an id', (id) => {
    expect(takes(Id, id)).toBe(true);
  });
  // i18next takes `.`, `:` and `_` for separators; a path would climb out of its folder.
  test.each(['Door', 'remain_silent', 'a.b', 'a:b', '-a', 'a-', 'a--b', '2us', '', '../a', 'ñ'])(
    '“%s” is none',
    (id) => {
      expect(says(Id, id)).toContain('kebab-case');
    },
  );
  test.each(['us/ny/nyc', 'us'])('“%s” is a layer', (id) => {
    expect(takes(LayerId, id)).toBe(true);
  });
  test.each(['us/', '/us', 'us//ny', '../us', 'us/NY', ''])('“%s” is no layer', (id) => {
    expect(takes(LayerId, id)).toBe(false);
  });
});

describe('days', () => {
  test.each(['2026-11-23', '2028-02-29', '2000-02-29'])('%s is a day', (day) => {
    expect(takes(Day, day)).toBe(true);
  });
  test.each(['2027-02-29', '2026-13-01', '2026-04-31', '2026-00-10'])('there is no %s', (day) => {
    expect(says(Day, day)).toContain('there is no such day');
  });
  test.each(['23.11.2026', '2026-11-23T00:00', '2026-1-3', ''])('“%s” is not how days are written', (day) => {
    expect(says(Day, day)).toContain('YYYY-MM-DD');
  });
});

describe('tags and lengths', () => {
  test('a tag is canonical, or the message says how it is written', () => {
    expect(takes(Tag, 'zh-Hans')).toBe(true);
    expect(says(Tag, 'zh-hans')).toBe('write the language tag as zh-Hans');
    expect(says(Tag, 'iw')).toBe('write the language tag as he');
    expect(says(Tag, 'xx_YY')).toContain('not a BCP 47 language tag');
  });
  test('a length has a unit, and is the points it says', () => {
    expect(lengthOf('0.125 in')).toBe(9);
    expect(says(Length, '3')).toContain('with its unit');
    expect(() => lengthOf('3')).toThrow('unchecked');
  });
  test('a bleed or a gripper below nothing is refused', () => {
    const press = { bleed: '-3 mm' };
    const job = {
      job: 'a',
      title: 'A',
      purpose: 'draft',
      publication: 'p',
      layer: 'us',
      size: 's',
      runs: [{ language: 'es', quantity: 1 }],
      total: 1,
    };
    expect(takes(Job, { ...job, press: { bleed: '3 mm' } })).toBe(true);
    expect(takes(Job, { ...job, press })).toBe(false);
  });
  test('a share is in percent', () => {
    expect(['3 %', '2.5%', '0 %'].map((p) => takes(Percent, p))).toEqual([true, true, true]);
    expect(['3', '-3 %', 'three %', '3,5 %'].map((p) => takes(Percent, p))).toEqual(Array(4).fill(false));
    expect(percentOf('2.5 %')).toBeCloseTo(0.025, 10);
  });
});

test('a sentence that is empty is refused: a missing one is found, an empty one would print nothing', () => {
  expect(says(Texts, { title: '' })).toContain('leave the key out');
});

test.each(['800-354-0365', '311-55', '12345'])('%s can be dialled', (number) => {
  expect(takes(Hotline.shape.number, number)).toBe(true);
});
test.each(['(800) 354-0365', '800 354 0365', '+1-800', '٨٠٠-٣٥٤-٠٣٦٥', '800–354–0365', '-800', '1'])(
  '%s is not written as it is printed',
  (number) => {
    expect(says(Hotline.shape.number, number)).toContain('Western digits');
  },
);

const FILES = {
  Common,
  FontsFile,
  Job,
  Layer,
  LocaleMeta,
  Namespace,
  Organisation,
  Publication,
  Review,
  TemplateFile,
};
test.each(Object.entries(FILES))('%s can be told to an editor as a JSON Schema of draft 7', (_, schema) => {
  const json = z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'throw' });
  expect(json).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' });
});
test.each(Object.entries(FILES).filter(([name]) => name !== 'Namespace'))(
  '%s knows its keys: any other is refused',
  (_, schema) => {
    const json = z.toJSONSchema(schema, { target: 'draft-7' }) as { additionalProperties?: unknown };
    expect(json.additionalProperties).toBe(false);
  },
);
