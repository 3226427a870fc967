/** The operators that move through text (ISO 32000-1, 9.3 and 9.4): where the pen stands, and text state beside the font. */
import { concat, IDENTITY, type Matrix } from '../core/geometry.js';
import { numberOf, type PdfValue } from './read/value.js';
import { matrixOf, type State } from './state.js';

export class TextPen {
  #text: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;

  /** Text space to the space of the stream. */
  get matrix(): Matrix {
    return this.#text;
  }

  /** Along the line, in unscaled text space. */
  advance(by: number): void {
    this.#text = concat([1, 0, 0, 1, by, 0], this.#text);
  }

  /** Carries an operator out, and hands what it shows to `show`; false for one that is not about text. */
  execute(
    word: string,
    operands: readonly PdfValue[],
    state: State,
    show: (items: readonly PdfValue[]) => void,
  ): boolean {
    const n = (i: number): number => numberOf(operands[i]) ?? 0;
    switch (word) {
      case 'BT':
        this.#line = IDENTITY;
        this.#text = IDENTITY;
        return true;
      case 'ET':
        return true;
      case 'Tc':
        state.characterSpace = n(0);
        return true;
      case 'Tw':
        state.wordSpace = n(0);
        return true;
      case 'Tz':
        state.stretch = n(0) / 100;
        return true;
      case 'TL':
        state.leading = n(0);
        return true;
      case 'Ts':
        state.rise = n(0);
        return true;
      case 'Tr':
        state.renderMode = Math.max(0, Math.min(7, Math.floor(n(0))));
        return true;
      case 'Td':
        this.#nextLine(n(0), n(1));
        return true;
      case 'TD':
        state.leading = -n(1);
        this.#nextLine(n(0), n(1));
        return true;
      case 'T*':
        this.#nextLine(0, -state.leading);
        return true;
      case 'Tm':
        this.#line = matrixOf(operands.map(numberOf)) ?? this.#line;
        this.#text = this.#line;
        return true;
      case 'Tj':
        show([operands[0] ?? null]);
        return true;
      case 'TJ': {
        const items = operands[0];
        show(Array.isArray(items) ? (items as readonly PdfValue[]) : []);
        return true;
      }
      case "'":
        this.#nextLine(0, -state.leading);
        show([operands[0] ?? null]);
        return true;
      case '"':
        state.wordSpace = n(0);
        state.characterSpace = n(1);
        this.#nextLine(0, -state.leading);
        show([operands[2] ?? null]);
        return true;
      default:
        return false;
    }
  }

  #nextLine(x: number, y: number): void {
    this.#line = concat([1, 0, 0, 1, x, y], this.#line);
    this.#text = this.#line;
  }
}
