/** A Flyer: WHAT is on each side, in reading order. Where it stands is layout's business. */
import type { Direction, LanguageTag } from '../core/language.js';
import type { ImageItem } from '../frame/frame.js';
import type { RichText } from './rich-text.js';

export type IconName = 'silence' | 'lawyer' | 'interpreter' | 'door' | 'voice';

export type Block =
  /** The language's own and English name, for sorting piles. */
  | { readonly kind: 'tab'; readonly own: string; readonly english?: string }
  /** That this is a draft, and why. */
  /** What nobody has checked: of a draft under its mark, of a released translation alone. */
  | { readonly kind: 'notice'; readonly title: RichText; readonly why: readonly RichText[] }
  | {
      readonly kind: 'headline';
      readonly side: 'front' | 'back';
      readonly title: RichText;
      readonly under: RichText;
    }
  | {
      readonly kind: 'right';
      readonly id: string;
      readonly number: number;
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
  | {
      readonly kind: 'hotline';
      readonly label: RichText;
      readonly number: string;
      readonly lines: RichText;
      readonly english: RichText;
    }
  | {
      readonly kind: 'imprint';
      readonly newest: RichText;
      readonly address: string;
      readonly from: RichText;
      readonly name: RichText;
      readonly details: readonly RichText[];
      readonly logo?: ImageItem['image'];
    }
  | { readonly kind: 'foot'; readonly lines: readonly RichText[]; readonly code: string };

export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

export interface Flyer {
  /** Digest of everything that is printed. */
  readonly key: string;
  /** Pairs front and back for people who cannot read the script: `ICE-ES-7K2F`. */
  readonly code: string;
  readonly publication: string;
  readonly layer: string;
  readonly version: string;
  readonly lang: LanguageTag;
  readonly langName: string;
  readonly langEnglish: string;
  readonly script: string;
  readonly dir: Direction;
  readonly organisation?: string;
  readonly sides: readonly [front: readonly Block[], back: readonly Block[]];
}
