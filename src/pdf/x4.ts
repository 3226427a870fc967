/**
 * What makes a file PDF/X-4, for both writers: Info, XMP, output intent, file identifier. The clauses are those
 * of press.md sections 1 and 2; PDFX4.md beside this file says which of them is enforced where. The ISO text
 * was not read, and no open validator exists: what is promised is that list.
 */
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { profileFault } from '../core/icc-profile.js';
import type { LanguageTag } from '../core/language.js';
import { dict, hex, name, type PdfDict, type PdfObject, type PdfValue, ref, text } from './value.js';

export const PDF_VERSION = '1.6';

export interface PdfMeta {
  readonly title: string;
  readonly language?: LanguageTag;
  /** `kyr VERSION`. Never a user's or a machine's name. */
  readonly creator: string;
  /** The one date of the file; whole seconds count. */
  readonly date: Date;
  /** Nothing we make is trapped. */
  readonly trapped: false;
  /** Whatever the file is made of (digests, say): the same seed gives the same identifiers. */
  readonly documentId: string;
}

/** A printing condition that is in no registry: the profile alone says what it is (ISO 32000-1, 14.11.5). */
export const CUSTOM = 'Custom';

/** The printing condition the file is meant for. */
export interface OutputIntent {
  /** An ICC profile of class prtr, CMYK. */
  readonly profile: Uint8Array;
  /** Such as `CGATS TR 006` or `FOGRA39`, from http://www.color.org; CUSTOM for a shop's own. */
  readonly condition: string;
  /** For people: `GRACoL 2006, coated #1`. */
  readonly info: string;
}

/** `2026-11-23T12:00:00Z` */
export const isoDate = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
/** `D:20261123120000Z` */
export const pdfDate = (date: Date): string => `D:${isoDate(date).replace(/[-:T]/g, '')}`;

/** The document information dictionary: equal to the XMP packet in everything that both say. */
export function infoDict(meta: PdfMeta): PdfDict {
  return {
    Title: text(meta.title),
    Creator: text(meta.creator),
    Producer: text(meta.creator),
    CreationDate: text(pdfDate(meta.date)),
    ModDate: text(pdfDate(meta.date)),
    Trapped: name('False'),
    GTS_PDFXVersion: text('PDF/X-4'),
  };
}

type Digest = (bytes: Uint8Array | string) => string;

/** One half of the trailer's /ID, 16 bytes; the file is never changed, so both halves are the same. */
export const fileId = (meta: Pick<PdfMeta, 'documentId' | 'title' | 'date'>, digest: Digest): PdfValue =>
  hex(digest(`file ${meta.documentId} ${meta.title} ${isoDate(meta.date)}`).slice(0, 32));

export function uuid(seed: string, digest: Digest): string {
  const d = digest(seed);
  return `uuid:${d.slice(0, 8)}-${d.slice(8, 12)}-${d.slice(12, 16)}-${d.slice(16, 20)}-${d.slice(20, 32)}`;
}

/** XML 1.0 text: markup escaped, characters that XML cannot hold dropped. */
export const escapeXml = (value: string): string =>
  value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** The XMP packet as an unfiltered Metadata stream (readers look for it in the raw bytes). */
export function xmpObject(meta: PdfMeta, digest: Digest): PdfObject {
  const date = isoDate(meta.date);
  const creator = escapeXml(meta.creator);
  const language = meta.language
    ? `\n   <dc:language><rdf:Bag><rdf:li>${escapeXml(meta.language)}</rdf:li></rdf:Bag></dc:language>`
    : '';
  const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(meta.title)}</rdf:li></rdf:Alt></dc:title>${language}
   <xmp:CreatorTool>${creator}</xmp:CreatorTool>
   <xmp:CreateDate>${date}</xmp:CreateDate>
   <xmp:ModifyDate>${date}</xmp:ModifyDate>
   <xmp:MetadataDate>${date}</xmp:MetadataDate>
   <xmpMM:DocumentID>${uuid(`document ${meta.documentId}`, digest)}</xmpMM:DocumentID>
   <xmpMM:InstanceID>${uuid(`instance ${meta.documentId} ${date}`, digest)}</xmpMM:InstanceID>
   <xmpMM:VersionID>1</xmpMM:VersionID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
   <pdf:Producer>${creator}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
   <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  return {
    value: dict({ Type: name('Metadata'), Subtype: name('XML') }),
    stream: new TextEncoder().encode(packet),
  };
}

/** The profile as a stream. Throws KYR702 unless it can be an output intent: everything we write is CMYK. */
export function profileObject(intent: OutputIntent, deflate: (bytes: Uint8Array) => Uint8Array): PdfObject {
  const fault = profileFault(intent.profile);
  if (fault !== undefined)
    fail({
      code: CODE.profile,
      message: `the output profile for ${intent.condition} ${fault}`,
      hint: 'use a CMYK printer profile; Input- and display-class profiles cannot be an output intent',
    });
  return {
    value: dict({ N: 4, Alternate: name('DeviceCMYK'), Filter: name('FlateDecode') }),
    stream: deflate(intent.profile),
  };
}

/** The output intent; `profile` is the object of the profile's stream. */
export const intentDict = (intent: OutputIntent, profile: number): PdfDict => ({
  Type: name('OutputIntent'),
  S: name('GTS_PDFX'),
  OutputConditionIdentifier: text(intent.condition),
  OutputCondition: text(intent.info),
  ...(intent.condition === CUSTOM ? {} : { RegistryName: text('http://www.color.org') }),
  Info: text(intent.info),
  DestOutputProfile: ref(profile),
});

/** What the catalog holds besides its page tree. */
export const catalogEntries = (meta: PdfMeta, intent: PdfValue, metadata: PdfValue): PdfDict => ({
  ...(meta.language ? { Lang: text(meta.language) } : {}),
  Metadata: metadata,
  OutputIntents: [intent],
});
