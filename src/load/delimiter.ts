/** What stands between the cells of a table that came out of a spreadsheet: its language decides that. */

/** The one of comma, semicolon and tab that the first line has most of. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const [header = ''] = text.split('\n', 1);
  return ([',', ';', '\t'] as const).reduce((best, d) =>
    header.split(d).length > header.split(best).length ? d : best,
  );
}
