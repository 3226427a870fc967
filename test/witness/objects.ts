/** A PDF's objects as qpdf reads them: values as JSON, streams decoded. */
import { hear } from './programs.js';

/** qpdf's JSON, version 2: names are `/Name`, strings `u:text` or `b:hex`, references `7 0 R`. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export type Dict = { readonly [key: string]: Value };

export interface PdfStream {
  readonly dict: Dict;
  readonly data: Buffer;
}

export interface Objects {
  readonly header: string;
  readonly trailer: Dict;
  readonly catalog: Dict;
  /** Every object, by its reference; a stream stands here with its dictionary. */
  readonly values: ReadonlyMap<string, Value>;
  readonly streams: ReadonlyMap<string, PdfStream>;
  /** Page dictionaries in order. */
  readonly pages: readonly Dict[];
  /** Follows references until there is none. */
  follow(value: Value | undefined): Value | undefined;
}

interface Json {
  readonly pages: readonly { readonly object: string }[];
  readonly qpdf: readonly [
    { readonly pdfversion: string },
    {
      readonly [key: string]: {
        readonly value?: Value;
        readonly stream?: { readonly dict: Dict; readonly data?: string };
      };
    },
  ];
}

export async function readObjects(path: string): Promise<Objects> {
  const { out } = await hear('qpdf', [
    '--json=2',
    '--json-stream-data=inline',
    '--decode-level=generalized',
    path,
  ]);
  const { pages, qpdf } = JSON.parse(out) as Json;
  const [{ pdfversion }, all] = qpdf;
  const values = new Map<string, Value>();
  const streams = new Map<string, PdfStream>();
  for (const [key, { value, stream }] of Object.entries(all)) {
    const id = key.replace(/^obj:/, '');
    if (stream) {
      streams.set(id, { dict: stream.dict, data: Buffer.from(stream.data ?? '', 'base64') });
      values.set(id, stream.dict);
    } else values.set(id, value ?? null);
  }
  const follow = (value: Value | undefined): Value | undefined => {
    let found = value;
    while (typeof found === 'string' && /^\d+ \d+ R$/.test(found)) found = values.get(found);
    return found;
  };
  const trailer = values.get('trailer') as Dict;
  return {
    header: pdfversion,
    trailer,
    catalog: follow(trailer['/Root']) as Dict,
    values,
    streams,
    pages: pages.map((page) => follow(page.object) as Dict),
    follow,
  };
}

/** Every name in a value, keys of dictionaries included. */
export function* namesIn(value: Value | undefined): Generator<string> {
  if (typeof value === 'string') {
    if (value.startsWith('/')) yield value;
  } else if (Array.isArray(value)) for (const inner of value) yield* namesIn(inner);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* namesIn(inner as Value);
    }
}

/** Pages' and forms' drawing, each with the resources that its names mean. */
export function drawings({ streams, pages, follow }: Objects): { text: string; resources: Dict }[] {
  const forms = [...streams.values()]
    .filter(({ dict }) => dict['/Subtype'] === '/Form')
    .map(({ dict, data }) => ({ text: data.toString('latin1'), resources: dict['/Resources'] }));
  const own = pages.map((page) => {
    const contents = page['/Contents'];
    const parts = Array.isArray(contents) ? contents : [contents as string];
    const text = parts.map((part) => streams.get(part as string)?.data.toString('latin1') ?? '').join('\n');
    return { text, resources: page['/Resources'] };
  });
  return [...forms, ...own].map(({ text, resources }) => ({
    text,
    resources: (follow(resources) ?? {}) as Dict,
  }));
}
