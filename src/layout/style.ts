/** A template, checked whole and turned into points, at one rung of the fitting ladder. */
import type { Color } from '../core/color.js';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Size } from '../core/geometry.js';
import { accentIn, FOUR_COLOURS, type InkMode } from '../core/ink.js';
import { formatInches, type Pt } from '../core/units.js';
import { lengthOf } from '../schema/quantities.js';
import { ROLES, type RoleName, type TemplatePart } from '../schema/template.js';
import { type Fold, foldOf } from './fold.js';

export interface TypeRole {
  readonly size: number;
  readonly leading: number;
  readonly weight: number;
}

/** Points. Running text is never smaller, on a card neither. */
const SMALLEST_BODY = 7;

export interface Rung {
  readonly size: number;
  readonly leading: number;
}

export interface Style {
  /** Of a folded sheet as it lies flat. */
  readonly trim: Size;
  readonly fold?: Fold;
  readonly trimName: string;
  readonly bleed: Pt;
  readonly safe: Pt;
  /** Of tab, boxes and bars. */
  readonly accent: Color;
  readonly numeral: Color;
  /** Of what stands in the same place in every language: the headline's rule. */
  readonly fixed: Color;
  /** A band of the fixed colour along the left edge, so wide; 0 for none. */
  readonly band: number;
  readonly families: readonly string[];
  readonly englishFamilies: readonly string[];
  readonly letter: string;
  readonly letterFamily: string;
  readonly minBody: number;
  readonly ladder: readonly Rung[];
  readonly roles: Readonly<Record<RoleName, TypeRole>>;
  readonly grid: Grid;
}

const GRID_KEYS = [
  'margin',
  'number',
  'gap',
  'icon',
  'tab-height',
  'tab-padding',
  'tab-gap',
  'draft-top',
  'header-foot',
  'back-header-foot',
  'rule',
  'headline-least',
  'main-top',
  'main-foot',
  'block-gap-min',
  'block-gap-max',
  'statement-gap-min',
  'box-border',
  'box-top',
  'box-foot',
  'box-bottom',
  'tail-start',
  'tail-height',
  'voice',
  'foot-bottom',
  'qr',
  'qr-gap',
  'qr-text-gap',
  'write-in',
  'strip-gap',
  'columns',
  'column-gap',
  'slips',
  'slip-height',
  'slip-padding',
  'call',
] as const;
export type Grid = Readonly<Record<(typeof GRID_KEYS)[number], number>>;

/** What a shop asks for where it is not what the templates say. */
export interface ShopMargins {
  /** 0: nothing reaches the trim, and the tab stands inside the safety. */
  readonly bleed?: Pt;
  readonly safe?: Pt;
}

/**
 * @param ink what the accent is printed in
 * @throws KyrError KYR105 naming every part that the merged template lacks; KYR106 for a safety that is larger than the
 * margins which the template draws
 */
export function resolveStyle(
  template: TemplatePart,
  shown: string,
  shop: ShopMargins = {},
  ink: InkMode = FOUR_COLOURS,
): Style {
  const missing: string[] = [];
  const need = <T>(value: T | undefined, name: string): T => {
    if (value === undefined) missing.push(name);
    return value as T;
  };
  const trim = need(template.trim, 'trim');
  const accent = need(template.accent, 'accent');
  const {
    type = 1,
    least = 0,
    'min-body': minBodyScale = 1,
    'least-body': leastBody = SMALLEST_BODY,
  } = template.scale ?? {};
  const roles = Object.fromEntries(
    ROLES.map((name) => {
      const role = template.roles?.[name];
      const size = need(role?.size, `roles.${name}.size`);
      const scale = Math.max(type, Math.min(1, least / size));
      return [
        name,
        {
          size: size * scale,
          leading: need(role?.leading, `roles.${name}.leading`) * scale,
          weight: need(role?.weight, `roles.${name}.weight`),
        },
      ];
    }),
  ) as Record<RoleName, TypeRole>;
  const grid = Object.fromEntries(
    GRID_KEYS.map((key) => [key, need(template.grid?.[key], `grid.${key}`)]),
  ) as Grid;
  const families = need(template.families, 'families');
  const englishFamilies = need(template['english-families'], 'english-families');
  const letter = need(template.letter, 'letter');
  const minBody = need(template['min-body'], 'min-body');
  const ladder = need(template.ladder, 'ladder');
  const ownBleed = need(template.bleed, 'bleed');
  const safe = need(template.safe, 'safe');
  if (missing.length > 0)
    fail({
      code: CODE.missingKey,
      message: `the template ${shown} lacks ${missing.join(', ')}`,
      hint: 'add it to templates/base.yaml, or to the size or script that needs it',
    });
  const usual = lengthOf(safe);
  const margins = { bleed: shop.bleed ?? lengthOf(ownBleed), safe: shop.safe ?? usual };
  const flat = { width: lengthOf(trim.width), height: lengthOf(trim.height) };
  const fold = template.fold && foldOf(flat, template.fold);
  const most = Math.min(grid.margin, (fold?.face ?? flat).height - grid['foot-bottom']);
  if (margins.safe > Math.max(most, usual))
    fail({
      code: CODE.badValue,
      message: `a safety of ${formatInches(margins.safe)} is more than ${shown} keeps from the trim, ${formatInches(most)}`,
      hint: `write a smaller one, or a larger size; the usual is ${formatInches(usual)}`,
    });
  // What keeps further away from the edge comes further down; all that stands below the tab knows it by its height.
  const bleeds = margins.bleed > 0 && fold?.way !== 'tent';
  const lower = Math.max(0, margins.safe - usual) + (bleeds ? 0 : grid.rule);
  const inks = accentIn(ink, accent);
  return {
    trim: flat,
    ...(fold ? { fold } : {}),
    trimName: trim.name,
    ...margins,
    accent: inks.accent,
    numeral: inks.numeral,
    fixed: inks.fixed,
    // Text keeps clear of the safety, so the band is no wider; without a bleed a knife would leave its edge white.
    band: inks.band && bleeds ? Math.min(margins.safe, grid.margin / 2) : 0,
    families,
    englishFamilies,
    letter,
    letterFamily: template['letter-family'] ?? (families?.[0] as string),
    minBody: Math.max(SMALLEST_BODY, leastBody, minBody * minBodyScale),
    ladder,
    roles,
    grid: { ...grid, 'tab-height': grid['tab-height'] + lower },
  };
}

/** Roles that keep their size on every rung: what must be found in the same place, at the same size, on every flyer. */
const FIXED: ReadonlySet<RoleName> = new Set<RoleName>([
  'tab',
  'tab-english',
  'draft',
  'draft-why',
  'headline',
  'back-headline',
  'under',
  'numeral',
  'foot',
  'foot-english',
  'phone',
  'row-label',
  'display-english',
  'slip-label',
  'slip-number',
  'slip-address',
]);

/** Every flyer of a language is tried on the same rungs; the same style then is the same object (remember.ts). */
const onRungs = new WeakMap<Style, WeakMap<Rung, Style>>();

/** The style on one rung of its ladder. Running text stops shrinking at the smallest size of its script. */
export function onRung(style: Style, rung: Rung): Style {
  const rungs = onRungs.get(style) ?? new WeakMap<Rung, Style>();
  onRungs.set(style, rungs);
  const known = rungs.get(rung) ?? shrunk(style, rung);
  rungs.set(rung, known);
  return known;
}

function shrunk(style: Style, rung: Rung): Style {
  const shrink = (role: TypeRole): TypeRole => {
    const floor = Math.min(role.size, style.minBody);
    return { ...role, size: Math.max(floor, role.size * rung.size), leading: role.leading * rung.leading };
  };
  const roles = Object.fromEntries(
    ROLES.map((name) => [name, FIXED.has(name) ? style.roles[name] : shrink(style.roles[name])]),
  ) as Record<RoleName, TypeRole>;
  return { ...style, roles };
}
