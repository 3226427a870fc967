/**
 * A Design: one publication × layer × language × organisation × size, laid out. Its sides are Frames; what may
 * vary from piece to piece (the QR code) is a slot, so that designs that differ in it alone are set only once.
 */
import { type Box, type Size, translate } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import type { Frame } from '../frame/frame.js';
import type { Fold } from './fold.js';

/** A place on a side for something that varies. */
export interface Slot {
  readonly name: 'qr';
  /** 0 is the front. */
  readonly side: number;
  readonly box: Box;
  /** What it is part of, where the layout has several on a side; its name unless said. */
  readonly part?: string;
}

/** The place of the union label on a side; 0 is the front. */
export interface LabelPlace {
  readonly side: number;
  readonly box: Box;
}

/** How the text was made to fit: which rung of the ladder, and what the smallest text came to (points). */
export interface FitReport {
  readonly rung: number;
  readonly size: number;
  readonly leading: number;
  readonly body: number;
}

export interface Design {
  /** Digest (hex) of everything the design depends on: texts, fonts, template, organisation, purpose, tool. */
  readonly key: string;
  /** Printed on both sides, for pairing: `ICE-ES-7K2F`. */
  readonly code: string;
  readonly publication: string;
  readonly layer: string;
  readonly version: string;
  readonly lang: LanguageTag;
  /** Own and English name of the language. */
  readonly langName: string;
  readonly langEnglish: string;
  readonly organisation?: string;
  readonly trim: Size;
  readonly sizeName: string;
  readonly bleed: number;
  /** Of a sheet that is folded. */
  readonly fold?: Fold;
  /** The front, and the back of what is printed on both sides. */
  readonly sides: readonly Frame[];
  readonly slots: readonly Slot[];
  /** Where the union label stands, or white is kept for it. */
  readonly label?: LabelPlace;
  readonly fit: FitReport;
}

/** What fills a design's slots on one piece. */
export interface SlotValues {
  readonly qr: string;
}

/**
 * The pages of a piece, front first: each uses its side, and its slots are filled. `fill` draws a slot's content as a
 * Frame of the slot's size (compose/qr does it for codes); the Frame is shared by all pieces of equal value.
 */
export function fillSlots(
  design: Pick<Design, 'key' | 'sides' | 'slots'>,
  values: SlotValues,
  fill: (slot: Slot, value: string) => Frame,
): readonly Frame[] {
  return design.sides.map((frame, side) => {
    const filled = design.slots
      .filter((slot) => slot.side === side)
      .map((slot) => ({
        kind: 'mark' as const,
        role: 'Figure' as const,
        // The layout has said where it is read, and what it is.
        part: slot.part ?? slot.name,
        items: [
          {
            kind: 'use' as const,
            frame: fill(slot, values[slot.name]),
            matrix: translate(slot.box.x, slot.box.y),
          },
        ],
      }));
    return {
      id: `${frame.id}+`,
      size: frame.size,
      bleed: frame.bleed,
      ...(frame.lang ? { lang: frame.lang } : {}),
      items: [{ kind: 'use' as const, frame, matrix: translate(0, 0) }, ...filled],
    };
  });
}
