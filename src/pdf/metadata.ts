/**
 * What every PDF of ours says of itself: Info, XMP and file identifier, equal to one another. What makes it PDF/X-4 is
 * added by x4.ts, what makes it PDF/A and PDF/UA by a2u.ts.
 */
import type { LanguageTag } from '../core/language.js';
import { dict, hex, name, type PdfDict, type PdfObject, type PdfValue, text } from './value.js';

export interface DocumentMeta {
  /** What a window, a screen reader and the queue of a RIP call the file. */
  readonly title: string;
  readonly language?: LanguageTag;
  /** `kyr VERSION`. Never a user's or a machine's name. */
  readonly creator: string;
  /** The one date of the file; whole seconds count. */
  readonly date: Date;
  /** Whatever the file is made of (digests, say): the same seed gives the same identifiers. */
  readonly documentId: string;
}

export type Digest = (bytes: Uint8Array | string) => string;

/** What a standard has beside these in the XMP packet, line by line. */
export interface OwnXmp {
  /** `xmlns:pdfaid="…"` */
  readonly namespaces: readonly string[];
  /** After the identifiers. */
  readonly rendition?: readonly string[];
  readonly properties: readonly string[];
  /** A further description, whole. */
  readonly description?: string;
}

/** `2026-11-23T12:00:00Z` */
const isoDate = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
/** `D:20261123120000Z` */
const pdfDate = (date: Date): string => `D:${isoDate(date).replace(/[-:T]/g, '')}`;

/** The document information dictionary. */
export const infoEntries = (meta: DocumentMeta): PdfDict => ({
  Title: text(meta.title),
  Creator: text(meta.creator),
  Producer: text(meta.creator),
  CreationDate: text(pdfDate(meta.date)),
  ModDate: text(pdfDate(meta.date)),
});

/** One half of the trailer's /ID, 16 bytes; the file is never changed, so both halves are the same. */
export const fileId = (meta: Pick<DocumentMeta, 'documentId' | 'title' | 'date'>, digest: Digest): PdfValue =>
  hex(digest(`file ${meta.documentId} ${meta.title} ${isoDate(meta.date)}`).slice(0, 32));

function uuid(seed: string, digest: Digest): string {
  const d = digest(seed);
  return `uuid:${d.slice(0, 8)}-${d.slice(8, 12)}-${d.slice(12, 16)}-${d.slice(16, 20)}-${d.slice(20, 32)}`;
}

/** XML 1.0 text: markup escaped, characters that XML cannot hold dropped. */
const escapeXml = (value: string): string =>
  value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** The XMP packet as an unfiltered Metadata stream (readers look for it in the raw bytes). */
export function xmpPacket(meta: DocumentMeta, own: OwnXmp, digest: Digest): PdfObject {
  const date = isoDate(meta.date);
  const creator = escapeXml(meta.creator);
  const lines = [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '  <rdf:Description rdf:about=""',
    '    xmlns:dc="http://purl.org/dc/elements/1.1/"',
    '    xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    '    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"',
    '    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"',
    `${own.namespaces.map((namespace) => `    ${namespace}`).join('\n')}>`,
    '   <dc:format>application/pdf</dc:format>',
    `   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(meta.title)}</rdf:li></rdf:Alt></dc:title>`,
    ...(meta.language
      ? [`   <dc:language><rdf:Bag><rdf:li>${escapeXml(meta.language)}</rdf:li></rdf:Bag></dc:language>`]
      : []),
    `   <xmp:CreatorTool>${creator}</xmp:CreatorTool>`,
    `   <xmp:CreateDate>${date}</xmp:CreateDate>`,
    `   <xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    `   <xmp:MetadataDate>${date}</xmp:MetadataDate>`,
    `   <xmpMM:DocumentID>${uuid(`document ${meta.documentId}`, digest)}</xmpMM:DocumentID>`,
    `   <xmpMM:InstanceID>${uuid(`instance ${meta.documentId} ${date}`, digest)}</xmpMM:InstanceID>`,
    ...(own.rendition ?? []).map((line) => `   ${line}`),
    `   <pdf:Producer>${creator}</pdf:Producer>`,
    ...own.properties.map((line) => `   ${line}`),
    '  </rdf:Description>',
    ...(own.description === undefined ? [] : [own.description]),
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="r"?>',
  ];
  return {
    value: dict({ Type: name('Metadata'), Subtype: name('XML') }),
    stream: new TextEncoder().encode(lines.join('\n')),
  };
}
