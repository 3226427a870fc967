/** The card: statements in English to hand over on one side, what they mean in the reader's language on the other. */
import type { Card } from '../../schema/content.js';
import type { Block } from '../flyer.js';
import type { Voice } from '../voice.js';
import { composeStatement } from './encounter.js';

export const composeStatements = (edition: Card, voice: Voice): Block[] =>
  edition.statements.map((statement) => ({ ...composeStatement(statement, voice), gloss: [] }));

export function composeMeaning(edition: Card, voice: Voice): Block {
  return {
    kind: 'meaning',
    label: voice.own(edition.meaning),
    lines: edition.statements.map(({ claim, request }) =>
      voice.sentences([
        voice.say(claim),
        ...(request && !request.endsWith('.speak') ? [voice.say(request)] : []),
      ]),
    ),
  };
}
