/** What must hold of the document as a whole: header, identifier, output intent, Info, XMP, no scripts. */
import type { Findings } from './findings.js';
import { ascii } from './read/bytes.js';
import type { PdfFile } from './read/file.js';
import {
  isDict,
  isList,
  isRef,
  isStream,
  isString,
  nameOf,
  numberOf,
  type PdfDict,
  type PdfValue,
  textOf,
} from './read/value.js';
import { pdfTime, readXmp, type Xmp, xmpTime } from './xmp.js';

const REGISTRY = 'http://www.color.org';

const placeOf = (value: PdfValue | undefined): { object?: number } =>
  isRef(value) ? { object: value.number } : {};

export function checkHeader(file: PdfFile, findings: Findings): void {
  const { version, trailer } = file;
  if (version === undefined) findings.add('readable', 'there is no %PDF header: this is not a PDF');
  else if (version !== '1.6') findings.add('version', `it says PDF ${version}, not 1.6`);
  const id = file.get(trailer.entries.get('ID'));
  if (!isList(id) || id.length !== 2 || !id.every((half) => isString(file.get(half))))
    findings.add('file-id', 'the trailer has no /ID of two strings');
}

/** The printing condition that the file is meant for, if it says one. */
export function checkIntents(file: PdfFile, catalog: PdfDict, findings: Findings): string | undefined {
  const all = file.list(catalog.entries.get('OutputIntents'));
  const intents = all.filter((value) => nameOf(file.entry(value, 'S')) === 'GTS_PDFX');
  if (intents.length !== 1) {
    findings.add(
      'intent-one',
      `there ${intents.length === 0 ? 'is no' : `are ${intents.length}`} output intent${intents.length > 1 ? 's' : ''} /GTS_PDFX`,
      placeOf(all[0]),
    );
    if (intents.length === 0) return undefined;
  }
  const intent = file.dict(intents[0]);
  const place = placeOf(intents[0]);
  const text = (key: string): string | undefined => textOf(file.entry(intent, key));
  const condition = text('OutputConditionIdentifier');
  if (!condition?.trim())
    findings.add('intent-condition', 'the output intent has no OutputConditionIdentifier', place);
  if (!text('Info')?.trim()) findings.add('intent-condition', 'the output intent has no Info', place);
  const registry = text('RegistryName');
  // A condition that is registered nowhere has no registry to name.
  if (registry !== REGISTRY && !(registry === undefined && condition === 'Custom'))
    findings.add(
      'intent-registry',
      `the output intent has ${registry === undefined ? 'no RegistryName' : `the RegistryName “${registry}”`}`,
      place,
    );
  checkProfile(file, intent, findings, place);
  return condition;
}

function checkProfile(file: PdfFile, intent: PdfDict, findings: Findings, place: { object?: number }): void {
  const reference = intent.entries.get('DestOutputProfile');
  const stream = file.get(reference);
  if (!isStream(stream)) {
    findings.add('intent-profile', 'the output intent has no embedded DestOutputProfile', place);
    return;
  }
  const object = isRef(reference) ? reference.number : undefined;
  const { bytes } = file.decode(stream, object);
  const word = (at: number): string => ascii(bytes, at, 4);
  const size = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const channels = numberOf(file.entry(stream, 'N'));
  const wrong =
    bytes.length < 132 || word(36) !== 'acsp'
      ? 'is not an ICC profile'
      : size !== bytes.length
        ? `says it has ${size} bytes and has ${bytes.length}`
        : word(12) !== 'prtr'
          ? `is of class “${word(12)}”, not “prtr”`
          : word(16) !== 'CMYK'
            ? `is for ${word(16).trim()}, not CMYK`
            : channels !== 4
              ? `has /N ${channels ?? 'missing'}, not 4`
              : undefined;
  if (wrong) findings.add('intent-profile', `the output profile ${wrong}`, placeOf(reference));
}

/** Info and XMP, and that they say the same. */
export function checkMetadata(file: PdfFile, catalog: PdfDict, findings: Findings): void {
  const infoRef = file.trailer.entries.get('Info');
  const info = file.dict(infoRef);
  const inInfo = placeOf(infoRef);
  const text = (key: string): string | undefined => textOf(file.entry(info, key));
  const title = text('Title');
  if (!title?.trim()) findings.add('info-title', 'the document information has no Title', inInfo);
  for (const key of ['CreationDate', 'ModDate'])
    if (pdfTime(text(key)) === undefined)
      findings.add('info-dates', `the document information has no ${key}`, inInfo);
  const trapped = file.entry(info, 'Trapped');
  const trap = nameOf(trapped);
  if (trap !== 'True' && trap !== 'False') {
    const said = trapped === null ? 'is missing' : trap === undefined ? 'is not a name' : `is /${trap}`;
    findings.add('trapped', `/Trapped ${said}`, inInfo);
  }
  if (!text('GTS_PDFXVersion')?.startsWith('PDF/X-4'))
    findings.add('info-version', 'the document information does not say PDF/X-4', inInfo);

  const xmpRef = catalog.entries.get('Metadata');
  const stream = file.get(xmpRef);
  const inXmp = placeOf(xmpRef);
  if (!isStream(stream)) {
    findings.add('xmp-packet', 'there is no XMP packet');
    return;
  }
  const xmp = readXmp(file.decode(stream, inXmp.object).bytes);
  if (!xmp) {
    findings.add('xmp-packet', 'the XMP packet is not XML', inXmp);
    return;
  }
  const version = xmp.field('pdfxid:GTS_PDFXVersion');
  if (version !== 'PDF/X-4')
    findings.add(
      'xmp-version',
      `the XMP packet says ${version ? `“${version}”` : 'nothing'} for pdfxid:GTS_PDFXVersion`,
      inXmp,
    );
  for (const field of XMP_FIELDS)
    if (!xmp.field(field)) findings.add('xmp-fields', `the XMP packet has no ${field}`, inXmp);
  compare(
    xmp,
    { title, trap, created: pdfTime(text('CreationDate')), modified: pdfTime(text('ModDate')) },
    findings,
    inXmp,
  );
}

const XMP_FIELDS = [
  'dc:title',
  'xmp:CreateDate',
  'xmp:ModifyDate',
  'xmp:MetadataDate',
  'xmpMM:DocumentID',
  'xmpMM:VersionID',
  'xmpMM:RenditionClass',
  'pdf:Trapped',
] as const;

interface InfoSays {
  readonly title: string | undefined;
  readonly trap: string | undefined;
  readonly created: number | undefined;
  readonly modified: number | undefined;
}

function compare(xmp: Xmp, info: InfoSays, findings: Findings, place: { object?: number }): void {
  const differ = (field: string): void =>
    findings.add('xmp-info', `${field} differs from the document information`, place);
  const both = <T>(field: string, a: T | undefined, b: T | undefined): void => {
    if (a !== undefined && b !== undefined && a !== b) differ(field);
  };
  both('dc:title', xmp.field('dc:title'), info.title);
  if (info.trap === 'True' || info.trap === 'False') both('pdf:Trapped', xmp.field('pdf:Trapped'), info.trap);
  both('xmp:CreateDate', xmpTime(xmp.field('xmp:CreateDate')), info.created);
  both('xmp:ModifyDate', xmpTime(xmp.field('xmp:ModifyDate')), info.modified);
}

/** Scripts, actions, form fields, layers. */
export function checkCatalog(file: PdfFile, catalog: PdfDict, findings: Findings): void {
  const root = placeOf(file.trailer.entries.get('Root'));
  const open = file.get(catalog.entries.get('OpenAction'));
  // A destination alone, an array, is no action.
  if (isDict(open)) findings.add('actions', 'something happens when it is opened (OpenAction)', root);
  if (catalog.entries.has('AA')) findings.add('actions', 'the document has actions (AA)', root);
  if (file.dict(catalog.entries.get('Names')).entries.has('JavaScript'))
    findings.add('actions', 'the document holds JavaScript', root);
  const fields = file.dict(catalog.entries.get('AcroForm'));
  if (fields.entries.has('XFA') || file.list(fields.entries.get('Fields')).length > 0)
    findings.add('forms', 'the document has form fields', placeOf(catalog.entries.get('AcroForm')));
  if (file.list(file.entry(catalog.entries.get('OCProperties'), 'OCGs')).length > 0)
    findings.add('layers', 'the document has layers', root);
}
