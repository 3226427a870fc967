/**
 * What makes a file PDF/X-4, for both writers: Info, XMP, output intent, file identifier. The clauses are those
 * of press.md sections 1 and 2; PDFX4.md beside this file says which of them is enforced where. The ISO text
 * was not read, and no open validator exists: what is promised is that list.
 */
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { profileFault } from '../core/icc-profile.js';
import { type Digest, type DocumentMeta, infoEntries, xmpPacket } from './metadata.js';
import { dict, name, type PdfDict, type PdfObject, type PdfValue, ref, text } from './value.js';

export const PDF_VERSION = '1.6';

export interface PdfMeta extends DocumentMeta {
  /** Nothing we make is trapped. */
  readonly trapped: false;
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

/** The document information dictionary: equal to the XMP packet in everything that both say. */
export const infoDict = (meta: PdfMeta): PdfDict => ({
  ...infoEntries(meta),
  Trapped: name('False'),
  GTS_PDFXVersion: text('PDF/X-4'),
});

export const xmpObject = (meta: PdfMeta, digest: Digest): PdfObject =>
  xmpPacket(
    meta,
    {
      namespaces: ['xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"'],
      rendition: [
        '<xmpMM:VersionID>1</xmpMM:VersionID>',
        '<xmpMM:RenditionClass>default</xmpMM:RenditionClass>',
      ],
      properties: [
        '<pdf:Trapped>False</pdf:Trapped>',
        '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>',
      ],
    },
    digest,
  );

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
