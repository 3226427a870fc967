/**
 * The clauses that a file from disk is held against: our own list, made from press.md sections 1 and 2. Each stands
 * under the same name in src/pdf/PDFX4.md, which says where it is enforced; test/preflight/clauses.test.ts holds the
 * two together. What a clause asks of a design before it is written is preflight/frame.ts.
 */
import type { DiagnosticCode, Level } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';

export interface Clause {
  readonly code: DiagnosticCode;
  readonly level: Level;
  /** What to do about it. */
  readonly hint: string;
}

const { preflight, profile, notReadable } = CODE;
const error = (hint: string, code: DiagnosticCode = preflight): Clause => ({ code, level: 'error', hint });
const warning = (hint: string): Clause => ({ code: preflight, level: 'warning', hint });

const AGAIN = 'make the file again, or transfer it again';
const INTENT = 'write one output intent /GTS_PDFX with the profile of the printing condition';
const XMP = 'write an XMP packet with the PDF/X-4 fields, equal to the document information';
const BOXES = 'set MediaBox, BleedBox and TrimBox on every page, each inside the one before';
const SEPARATE = 'convert to CMYK with the output profile, or to black alone';

export const CLAUSES = {
  readable: error(AGAIN, notReadable),
  xref: error(AGAIN, notReadable),
  'stream-damaged': error(AGAIN, notReadable),
  limit: error('what was not read is not checked; make a plainer file', notReadable),
  'page-tree': error(AGAIN, notReadable),
  content: error('make the file again with a writer that follows ISO 32000', notReadable),
  resources: error('the page would print without it; make the file again', notReadable),
  'form-loop': error('a form may not use itself', notReadable),

  version: error('write PDF 1.6'),
  'file-id': error('write a trailer with /ID, two strings'),
  encryption: error('save it without passwords and restrictions; an encrypted file was not looked into'),
  'intent-one': error(INTENT),
  'intent-condition': error(
    'name the printing condition in OutputConditionIdentifier, and say it for people in Info',
  ),
  'intent-registry': error('RegistryName is http://www.color.org'),
  'intent-profile': error(
    'embed a CMYK printer profile (class prtr, four channels) as DestOutputProfile',
    profile,
  ),
  'info-title': error('give the document a title'),
  'info-dates': error('write CreationDate and ModDate'),
  trapped: error('write /Trapped /True or /Trapped /False, as a name'),
  'info-version': warning(
    'write GTS_PDFXVersion into the document information too: some readers look there alone',
  ),
  'xmp-packet': error(XMP),
  'xmp-version': error('write pdfxid:GTS_PDFXVersion PDF/X-4 into the XMP packet'),
  'xmp-fields': error(XMP),
  'xmp-info': error('write the same title, dates and trapping into XMP and document information'),
  'trim-box': error(BOXES),
  'art-box': error('a page has a TrimBox and no ArtBox'),
  'boxes-nest': error(BOXES),
  'font-embedded': error('embed every font'),
  'font-unicode': warning('write ToUnicode, so that the text can be searched and read aloud'),
  actions: error('take out actions and scripts'),
  forms: error('flatten form fields'),
  postscript: error('take out PostScript XObjects'),
  'transfer-curve': error('take out transfer curves (TR, TR2)'),
  halftone: error('leave the screening to the press (HT, HTP, BG, UCR)'),
  opi: error('place the pictures themselves, not OPI comments'),
  external: error('everything that prints lies in the file'),
  annotations: error('flatten the annotation, or move it outside the BleedBox'),
  layers: warning('flatten layers: what is hidden on a screen may print'),
  'rgb-device': error(SEPARATE),
  'rgb-profiled': warning(SEPARATE),
  'default-space': warning(
    'name the colour space where it is used: Default spaces change what ink black is made of',
  ),
  'color-space': error('use DeviceCMYK, DeviceGray, Separation or DeviceN'),
  'group-space': error('blend in DeviceCMYK'),

  'black-size': error('set it in 6 pt or larger'),
  'colored-size': error('set it in 8 pt or larger, or in one ink'),
  'reversed-size': error('set it in 8 pt or larger, or in black on paper'),
  'rich-black': error('print text in black alone: four inks never register'),
  'white-overprint': error('white must knock out: overprinting it prints nothing'),
  'black-overprint': warning('let solid black text overprint, so that no paper shows around it'),
  hairline: error('draw lines of 0.25 pt or wider'),
  'line-overprint': warning('let thin black lines overprint'),
  'ink-limit': error('choose a lighter build of the colour, or separate the picture with the output profile'),
  'picture-low': warning('place it smaller, or take one with more pixels: 225 ppi'),
  'picture-coarse': error('place it smaller, or take one with more pixels: at least 150 ppi'),
  'bitmap-coarse': error('draw it as a path, or take one with at least 550 ppi'),
} as const satisfies Readonly<Record<string, Clause>>;

export type ClauseId = keyof typeof CLAUSES;

/**
 * What a file is for. `press`: every clause. `office`: tickets and proofs, read off an office printer, which show
 * pages at a fraction of their size; how small text, lines and pictures then are says nothing about the press.
 */
export type Purpose = 'press' | 'office';

export const UNASKED: Readonly<Record<Purpose, ReadonlySet<ClauseId>>> = {
  press: new Set(),
  office: new Set([
    'black-size',
    'colored-size',
    'reversed-size',
    'hairline',
    'picture-low',
    'picture-coarse',
    'bitmap-coarse',
  ]),
};
