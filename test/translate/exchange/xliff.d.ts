/** The `xliff` package brings no types; these are of what the tests call. */
declare module 'xliff' {
  export function xliff12ToJs(xml: string): Promise<unknown>;
  export function xliff2js(xml: string): Promise<unknown>;
}
