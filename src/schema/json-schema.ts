/** The JSON Schemas that editors read, generated from the zod schemas: one truth, two forms. */
import { z } from 'zod';
import { Common, Layer, Publication } from './content.js';
import { FontsFile } from './fonts.js';
import { Job } from './job.js';
import { Languages } from './languages.js';
import { LocaleMeta, Namespace, Review, SourceMemory } from './locale.js';
import { Organisation } from './organisation.js';
import { Comments, Proofs } from './second-reading.js';
import { TemplateFile } from './template.js';
import { Withdrawn } from './withdrawn.js';
import { Glossary, Negations } from './word-lists.js';

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  layer: Layer,
  publication: Publication,
  common: Common,
  languages: Languages,
  locale: LocaleMeta,
  namespace: Namespace,
  review: Review,
  source: SourceMemory,
  comments: Comments,
  proofs: Proofs,
  glossary: Glossary,
  negations: Negations,
  fonts: FontsFile,
  job: Job,
  organisation: Organisation,
  template: TemplateFile,
  withdrawn: Withdrawn,
};

/** File name (`job.schema.json`) → its text. Draft 7 is what the YAML language server understands best. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`,
    ]),
  );
}
