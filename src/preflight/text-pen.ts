/** The operators that move through text (ISO 32000-1, 9.3 and 9.4): where the pen stands, and text state beside the font. */
import { IDENTITY, type Matrix } from '../core/geometry.js';
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
    this.#text = shifted(this.#text, by, 0);
  }

  /** Carries an operator out, and hands what it shows to `show`; false for one that is not about text. */
  execute(
    word: string,
    operands: readonly PdfValue[],
    state: State,
    show: (items: readonly PdfValue[]) => void,
  ): boolean {
    switch (word) {
      case 'BT':
        this.#line = IDENTITY;
        this.#text = IDENTITY;
        return true;
      case 'ET':
        return true;
      case 'Tc':
        state.characterSpace = numberAt(operands, 0);
        return true;
      case 'Tw':
        state.wordSpace = numberAt(operands, 0);
        return true;
      case 'Tz':
        state.stretch = numberAt(operands, 0) / 100;
        return true;
      case 'TL':
        state.leading = numberAt(operands, 0);
        return true;
      case 'Ts':
        state.rise = numberAt(operands, 0);
        return true;
      case 'Tr':
        state.renderMode = Math.max(0, Math.min(7, Math.floor(numberAt(operands, 0))));
        return true;
      case 'Td':
        this.#nextLine(numberAt(operands, 0), numberAt(operands, 1));
        return true;
      case 'TD':
        state.leading = -numberAt(operands, 1);
        this.#nextLine(numberAt(operands, 0), numberAt(operands, 1));
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
        state.wordSpace = numberAt(operands, 0);
        state.characterSpace = numberAt(operands, 1);
        this.#nextLine(0, -state.leading);
        show([operands[2] ?? null]);
        return true;
      default:
        return false;
    }
  }

  #nextLine(x: number, y: number): void {
    this.#line = shifted(this.#line, x, y);
    this.#text = this.#line;
  }
}

const numberAt = (operands: readonly PdfValue[], i: number): number => numberOf(operands[i]) ?? 0;

/** `concat` of a shift and a matrix, for operators of which there are millions. */
export const shifted = (m: Matrix, x: number, y: number): Matrix => [
  m[0],
  m[1],
  m[2],
  m[3],
  x * m[0] + y * m[2] + m[4],
  x * m[1] + y * m[3] + m[5],
];
