/** The poster: one sentence to be read from afar, in the reader's language and below it in English. */
import type { BlockOf, Proclamation } from '../../compose/flyer.js';
import { box } from '../../core/geometry.js';
import type { Item } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';
import type { RoleName } from '../../schema/template.js';
import { placeText, type Standing, setText, type TextContext, touching } from '../set-text.js';
import { fromStart, inkFoot, measureOf, type Piece, type Watch } from './columns.js';

interface Voice {
  readonly title: RoleName;
  readonly lead: RoleName;
  readonly more: RoleName;
  readonly english: boolean;
}

export function layProclamation(context: TextContext, block: BlockOf<'proclamation'>, watch: Watch): Piece[] {
  const own = layVoice(
    context,
    block.own,
    { title: 'display', lead: 'lead', more: 'more', english: false },
    watch,
  );
  if (!block.english) return [own];
  const english: Voice = {
    title: 'display-english',
    lead: 'lead-english',
    more: 'lead-english',
    english: true,
  };
  return [own, layVoice(context, block.english, english, watch)];
}

/** Headline, rule, sentence, and what else there is to know, stacked. */
function layVoice(context: TextContext, said: Proclamation, voice: Voice, watch: Watch): Piece {
  const { style } = context;
  const width = measureOf(context);
  const left = style.grid.margin;
  const options = { width, english: voice.english, block: 'proclamation' } as const;
  const x = voice.english ? left : fromStart(context, 0, width);
  const lang = voice.english ? 'en' : context.lang;
  const items: Item[] = [];

  const title = watch(setText(context, said.title, voice.title, options), 'headline');
  const inkTop = title.firstBaseline - title.firstAscent;
  items.push(placeText(title, x, 0, 'H1', lang));
  let above: Standing = { set: title, x, y: 0 };
  let y = title.height;
  if (!voice.english) {
    // The rule of every headline, below what hangs lowest.
    const ruleY = Math.max(y, inkFoot(title, 0) + style.grid.rule);
    items.push({
      kind: 'path',
      path: rectPath(box(left, ruleY, width, style.grid.rule)),
      fill: style.accent,
    });
    y = ruleY + style.grid.rule * 3;
  }
  const parts = [
    { text: said.lead, role: voice.lead },
    { text: said.more, role: voice.more },
  ].filter(({ text }) => text.length > 0);
  for (const [i, { text, role }] of parts.entries()) {
    if (i > 0) y += style.roles[role].leading * 0.35;
    const set = watch(setText(context, text, role, { ...options, sentenceLines: true }), 'proclamation');
    y += touching(context, above, { set, x, y });
    items.push(placeText(set, x, y, 'P', lang));
    above = { set, x, y };
    y += set.height;
  }
  const foot = Math.max(y, inkFoot(above.set, above.y));
  return {
    height: foot - inkTop,
    items: [{ kind: 'group', matrix: [1, 0, 0, 1, 0, -inkTop], items }],
  };
}
