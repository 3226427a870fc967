/** A Flyer: WHAT is on each side, in reading order. Where it stands is layout's business. */
import type { Direction, LanguageTag } from '../core/language.js';
import type { Drawing, PressImage } from '../frame/frame.js';
import type { Edition } from '../schema/content.js';
import type { RichText } from './rich-text.js';

export type IconName = 'silence' | 'lawyer' | 'interpreter' | 'door' | 'voice';

/** A line of a section: to be read, to be said aloud, or with a line to write on after it. */
export interface SectionLine {
  readonly kind: 'read' | 'say' | 'write-in';
  readonly text: RichText;
}

/** What a poster says in one language. */
export interface Proclamation {
  readonly title: RichText;
  readonly lead: RichText;
  readonly more: RichText;
}

/** A line of the small print, in the reader's language or in English. */
export interface FootLine {
  readonly text: RichText;
  readonly english: boolean;
}

export type Block =
  /** The language's own and English name, for sorting piles. */
  | { readonly kind: 'tab'; readonly own: string; readonly english?: string }
  /** What nobody has checked: of a draft under its mark, of a released translation alone. */
  | { readonly kind: 'notice'; readonly title: RichText; readonly why: readonly RichText[] }
  | {
      readonly kind: 'headline';
      /** The back of an encounter says its headline in English, smaller. */
      readonly side: 'front' | 'back';
      readonly title: RichText;
      readonly under: RichText;
      /** The same in English, to stand beside it. */
      readonly english?: { readonly title: RichText; readonly under: RichText };
    }
  | {
      readonly kind: 'right';
      readonly id: string;
      /** 1, 2, 3 in the digits of the reader's language. */
      readonly numeral: string;
      readonly icon: IconName;
      readonly title: RichText;
      readonly body: RichText;
    }
  | {
      readonly kind: 'advice';
      readonly id: string;
      readonly icon: IconName;
      readonly title: RichText;
      readonly body: RichText;
    }
  /** A heading and its list. */
  | {
      readonly kind: 'section';
      readonly id: string;
      readonly title: RichText;
      readonly lines: readonly SectionLine[];
      /** The same in English, to stand beside it line by line. */
      readonly english?: { readonly title: RichText; readonly lines: readonly SectionLine[] };
    }
  /** The sentence to say: English, how it sounds, what it means. */
  | {
      readonly kind: 'say';
      readonly label: RichText;
      readonly english: RichText;
      readonly rows: readonly { readonly label: RichText; readonly text: RichText }[];
      readonly notes: RichText;
    }
  | {
      readonly kind: 'statement';
      readonly id: string;
      readonly claim: RichText;
      readonly writeIn: boolean;
      readonly gloss: RichText;
    }
  /** What the English on the other side of a card means. */
  | { readonly kind: 'meaning'; readonly label: RichText; readonly lines: readonly RichText[] }
  /** To be read from afar: in the reader's language, and in English where that is another. */
  | {
      readonly kind: 'proclamation';
      readonly own: Proclamation;
      readonly english?: Proclamation;
    }
  | {
      readonly kind: 'hotline';
      readonly label: RichText;
      readonly number: string;
      readonly lines: RichText;
      readonly english: RichText;
    }
  | {
      readonly kind: 'imprint';
      /** The congregation's own words, and its own numbers with what each is for. */
      readonly message?: RichText;
      readonly hotlines?: readonly RichText[];
      readonly newest: RichText;
      readonly address: string;
      readonly from: RichText;
      readonly name: RichText;
      readonly details: readonly RichText[];
      readonly logo?: PressImage | Drawing;
    }
  /** What is torn off the foot of a poster, as often as the sheet is wide: whom to call, and where there is more. */
  | {
      readonly kind: 'slips';
      /** Of a draft, the word for it. */
      readonly draft: RichText;
      readonly label: RichText;
      readonly number: string;
      readonly address: string;
    }
  /** Who hands it out, on a picture of its own. */
  | {
      readonly kind: 'giver';
      readonly from: RichText;
      readonly name: RichText;
      readonly message?: RichText;
      readonly hotlines?: readonly RichText[];
      readonly details: readonly RichText[];
      readonly logo?: PressImage | Drawing;
    }
  | {
      readonly kind: 'foot';
      readonly lines: readonly FootLine[];
      readonly code: string;
      readonly unionLabel?: UnionLabel;
    };

/** The union label of the shop, in points: its picture, or white for the shop to set one in. */
export interface UnionLabel {
  readonly width: number;
  readonly height: number;
  readonly picture?: PressImage | Drawing;
}

export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

export interface Side {
  /** The language of most of it. */
  readonly lang: LanguageTag;
  /** Whose type it is set in: the reader's, or English from tab to foot. */
  readonly type: 'reader' | 'english';
  /** What a picture shows, for the name of its file: `remain-silent`. A side of a flyer has none. */
  readonly name?: string;
  readonly blocks: readonly Block[];
}

export interface Flyer {
  /** Digest of everything that is printed. */
  readonly key: string;
  /** Pairs front and back for people who cannot read the script: `ICE-ES-7K2F`. */
  readonly code: string;
  readonly publication: string;
  readonly edition: string;
  /** `phone`: its sides are pictures, one right each. */
  readonly layout: Edition['layout'] | 'phone';
  readonly layer: string;
  readonly version: string;
  readonly lang: LanguageTag;
  readonly langName: string;
  readonly langEnglish: string;
  readonly script: string;
  readonly dir: Direction;
  readonly organisation?: string;
  /** The front, and the back of what is printed on both sides. */
  readonly sides: readonly Side[];
}

/** The first block of a kind on any side. */
export function findBlock<K extends Block['kind']>(
  flyer: Pick<Flyer, 'sides'>,
  kind: K,
): BlockOf<K> | undefined {
  return flyer.sides.flatMap((side) => side.blocks).find((b): b is BlockOf<K> => b.kind === kind);
}
