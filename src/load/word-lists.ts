/** content/glossary.yaml, negations.yaml and languages.yaml, checked. A project may bring its own of each. */

import type { World } from '../core/world.js';
import { Languages } from '../schema/languages.js';
import { Glossary, Negations } from '../schema/word-lists.js';
import { readChecked } from './checked-file.js';

export interface WordLists {
  readonly glossary: Glossary;
  readonly negations: Negations;
}

/** @throws KyrError with all that is wrong in either file */
export const loadWordLists = (world: World): WordLists => ({
  glossary: readChecked(world, 'content/glossary.yaml', Glossary).value,
  negations: readChecked(world, 'content/negations.yaml', Negations).value,
});

/** What languages are called. @throws KyrError with all that is wrong in the file */
export const loadLanguages = (world: World): Languages['languages'] =>
  readChecked(world, 'content/languages.yaml', Languages).value.languages;
