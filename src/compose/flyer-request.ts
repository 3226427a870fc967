/** What a flyer is composed from. */
import type { LanguageTag } from '../core/language.js';
import type { Drawing, PressImage } from '../frame/frame.js';
import type { Edition, Publication } from '../schema/content.js';
import type { LocaleMeta } from '../schema/locale.js';
import type { UnionLabel } from './flyer.js';
import type { Law } from './law.js';
import type { VoiceRequest } from './voice.js';

/** The same for every reader, or by language. */
export type SaidByGiver = string | Readonly<Record<LanguageTag, string>>;

/** Who hands it out, as far as it is printed. */
export interface Imprint {
  readonly id: string;
  readonly name?: SaidByGiver | undefined;
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  readonly message?: SaidByGiver | undefined;
  readonly hotlines?: readonly { readonly label: SaidByGiver; readonly number: string }[] | undefined;
  readonly logo?: PressImage | Drawing;
  readonly withhold: boolean;
}

export interface FlyerRequest extends VoiceRequest {
  /** Sides of paper, unless it is to be pictures for a phone, one right each. */
  readonly medium?: 'phone';
  readonly law: Law;
  readonly publication: Publication;
  readonly edition: { readonly name: string } & Edition;
  /** English as a language of its own: for a side that is English from tab to foot. */
  readonly englishLocale: LocaleMeta;
  /** The QR code's address, `{lang}` not yet filled in. */
  readonly address: string;
  readonly organisation?: Imprint;
  /** A draft says so on every side. */
  readonly draft: boolean;
  /** The day on which a lawyer approved exactly this English, if one did. */
  readonly approvedOn?: string;
  /** A named person has released the translation, which no second reader has checked: every side says so. */
  readonly released?: boolean;
  /** At the foot of the last side. */
  readonly unionLabel?: UnionLabel;
}
