/**
 * What makes a file PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) beside its tags: XMP, output intent and
 * the catalog. veraPDF judges it (test/witness/screen.test.ts).
 */
import type { LanguageTag } from '../core/language.js';
import { type Digest, type DocumentMeta, xmpPacket } from './metadata.js';
import { dict, name, type PdfDict, type PdfObject, type PdfValue, ref, text } from './value.js';

/** PDF/A-2 is PDF 1.7. */
export const SCREEN_VERSION = '1.7';

export interface ScreenMeta extends DocumentMeta {
  readonly language: LanguageTag;
}

/** PDF/A wants every schema described that it does not know; that of PDF/UA is one (6.6.2.3). */
const UA_SCHEMA = `  <rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>part of ISO 14289 to which the file conforms</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>`;

export const screenXmp = (meta: ScreenMeta, digest: Digest): PdfObject =>
  xmpPacket(
    meta,
    {
      namespaces: [
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"',
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"',
      ],
      properties: [
        '<pdfaid:part>2</pdfaid:part>',
        '<pdfaid:conformance>U</pdfaid:conformance>',
        '<pdfuaid:part>1</pdfuaid:part>',
      ],
      description: UA_SCHEMA,
    },
    digest,
  );

/** Colours are sRGB; `profile` is the object of its stream. */
export const screenIntent = (profile: number): PdfDict => ({
  Type: name('OutputIntent'),
  S: name('GTS_PDFA1'),
  OutputConditionIdentifier: text('sRGB'),
  RegistryName: text('http://www.color.org'),
  Info: text('sRGB IEC61966-2.1'),
  DestOutputProfile: ref(profile),
});

export interface CatalogRefs {
  readonly intent: number;
  readonly metadata: number;
  readonly structure: number;
  readonly outlines?: number;
}

/** What the catalog holds besides its page tree and the wish that the title be shown. */
export const screenCatalog = (meta: ScreenMeta, refs: CatalogRefs): Readonly<Record<string, PdfValue>> => ({
  Lang: text(meta.language),
  MarkInfo: dict({ Marked: true }),
  Metadata: ref(refs.metadata),
  OutputIntents: [ref(refs.intent)],
  StructTreeRoot: ref(refs.structure),
  ...(refs.outlines === undefined ? {} : { Outlines: ref(refs.outlines) }),
});
