/** The part of linebreak 1.1.0 (UAX #14) that kyr uses; the package ships no types. */
declare module 'linebreak' {
  export interface Break {
    /** UTF-16 index before which a line may end. */
    readonly position: number;
    readonly required: boolean;
  }
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): Break | null;
  }
}
