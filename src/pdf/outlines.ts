/** Bookmarks (ISO 32000-1, 12.3.3). */
import type { Reserved, TaggedSide } from './structure-tree.js';
import type { Heading } from './tagged-page.js';
import { dict, name, ref, text } from './value.js';

export interface Bookmark {
  readonly heading: Heading;
  readonly page: TaggedSide;
}

/** Bookmarks: every first heading with the second ones under it, open. None where there is no heading. */
export function writeOutlines(all: readonly Bookmark[], reserve: () => Reserved): number | undefined {
  if (all.length === 0) return undefined;
  const root = reserve();
  const top: { mark: Bookmark; under: Bookmark[] }[] = [];
  for (const mark of all) {
    const last = top.at(-1);
    if (mark.heading.level === 2 && last) last.under.push(mark);
    else top.push({ mark, under: [] });
  }
  const writeLevel = (marks: readonly { mark: Bookmark; under: readonly Bookmark[] }[], parent: number) => {
    const made = marks.map(() => reserve());
    for (const [i, { mark, under }] of marks.entries()) {
      const own = made[i]!;
      const inside = writeLevel(
        under.map((each) => ({ mark: each, under: [] })),
        own.number,
      );
      own.write({
        value: dict({
          Title: text(mark.heading.text),
          Parent: ref(parent),
          ...(i > 0 ? { Prev: ref(made[i - 1]!.number) } : {}),
          ...(i + 1 < made.length ? { Next: ref(made[i + 1]!.number) } : {}),
          ...inside,
          Dest: [ref(mark.page.number), name('FitH'), mark.page.height - mark.heading.top],
        }),
      });
    }
    const [first, last] = [made[0], made.at(-1)];
    return first && last
      ? { First: ref(first.number), Last: ref(last.number), Count: made.length }
      : ({} as Record<string, never>);
  };
  const entries = writeLevel(top, root.number);
  root.write({ value: dict({ Type: name('Outlines'), ...entries, Count: all.length }) });
  return root.number;
}
