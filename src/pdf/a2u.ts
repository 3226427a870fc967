/**
 * What makes a file PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) beside its tags: XMP, Info, output intent and
 * the catalog. veraPDF judges it (test/witness/screen.test.ts).
 */
import type { LanguageTag } from '../core/language.js';
import { dict, name, type PdfDict, type PdfObject, type PdfValue, ref, text } from './value.js';
import { escapeXml, isoDate, pdfDate, uuid } from './x4.js';

/** PDF/A-2 is PDF 1.7. */
export const SCREEN_VERSION = '1.7';

export interface ScreenMeta {
  /** What a window and a screen reader call the file. */
  readonly title: string;
  readonly language: LanguageTag;
  /** `kyr VERSION` */
  readonly creator: string;
  readonly date: Date;
  readonly documentId: string;
}

/** Equal to the XMP packet in everything that both say. */
export const screenInfo = (meta: ScreenMeta): PdfDict => ({
  Title: text(meta.title),
  Creator: text(meta.creator),
  Producer: text(meta.creator),
  CreationDate: text(pdfDate(meta.date)),
  ModDate: text(pdfDate(meta.date)),
});

/** The XMP packet. PDF/A wants every schema described that it does not know; that of PDF/UA is one (6.6.2.3). */
export function screenXmp(meta: ScreenMeta, digest: (bytes: Uint8Array | string) => string): PdfObject {
  const date = isoDate(meta.date);
  const [title, creator] = [escapeXml(meta.title), escapeXml(meta.creator)];
  const packet = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>${escapeXml(meta.language)}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>${creator}</xmp:CreatorTool>
   <xmp:CreateDate>${date}</xmp:CreateDate>
   <xmp:ModifyDate>${date}</xmp:ModifyDate>
   <xmp:MetadataDate>${date}</xmp:MetadataDate>
   <xmpMM:DocumentID>${uuid(`document ${meta.documentId}`, digest)}</xmpMM:DocumentID>
   <xmpMM:InstanceID>${uuid(`instance ${meta.documentId} ${date}`, digest)}</xmpMM:InstanceID>
   <pdf:Producer>${creator}</pdf:Producer>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>U</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about=""
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
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  return {
    value: dict({ Type: name('Metadata'), Subtype: name('XML') }),
    stream: new TextEncoder().encode(packet),
  };
}

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
