/**
 * An XMP packet (ISO 16684-1), read for the few fields that PDF/X asks for: elements or attributes, by namespace,
 * whatever prefix the packet gives it. No XML library: no entity but the five of XML is expanded.
 */

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfxid: 'http://www.npes.org/pdfx/ns/id/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
} as const;

export interface Xmp {
  /** `xmp:CreateDate` → its text; undefined where it is not there. */
  field(name: `${keyof typeof NAMESPACES}:${string}`): string | undefined;
}

/** Undefined if it is not XML: tags that do not match, or a bare ampersand. */
export function readXmp(bytes: Uint8Array): Xmp | undefined {
  const xml = decodeText(bytes);
  if (!isWellFormed(xml)) return undefined;
  const prefixes = new Map<string, string>();
  for (const [, prefix, uri] of xml.matchAll(/xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g))
    prefixes.set(uri!, prefix!);
  return {
    field(name) {
      const [own, local] = name.split(':') as [keyof typeof NAMESPACES, string];
      const prefix = prefixes.get(NAMESPACES[own]);
      if (prefix === undefined) return undefined;
      const tag = `${escapeRegExp(prefix)}:${local}`;
      const attribute = new RegExp(`\\s${tag}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(xml);
      if (attribute) return expand(attribute[1] ?? attribute[2] ?? '');
      const element = new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`).exec(xml)?.[1];
      if (element === undefined) return undefined;
      // Of a list of languages (dc:title) the first.
      const item = /<[\w.-]+:li(?:\s[^>]*)?>([\s\S]*?)<\/[\w.-]+:li>/.exec(element)?.[1];
      return expand((item ?? element).trim());
    },
  };
}

function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  const encoding = a === 0xfe && b === 0xff ? 'utf-16be' : a === 0xff && b === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  let root = false;
  const text = xml.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, '');
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(text)) return false;
  for (const [, closing, name, , empty] of text.matchAll(
    /<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g,
  )) {
    root = true;
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!empty) open.push(name!);
  }
  return root && open.length === 0;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const expand = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Milliseconds of a PDF date, `D:20261123120000Z` or `D:20261123120000+01'00'` (7.9.4). */
export function pdfTime(text: string | undefined): number | undefined {
  const m = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(
    text ?? '',
  );
  if (!m) return undefined;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign,
    oh = '00',
    om = '00',
  ] = m;
  const offset = sign === undefined ? 'Z' : `${sign}${oh}:${om}`;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}

/** Milliseconds of an XMP date, `2026-11-23T12:00:00Z`; a time without a zone is taken for UTC. */
export function xmpTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T');
  const time = Date.parse(zoned ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}
