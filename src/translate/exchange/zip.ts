/**
 * One file of several, read with yauzl. It was made by a stranger: a name that
 * leads out of its folder, a link, a name twice, what is locked, and what unpacks without end are refused, each with
 * the name of the entry. Nothing is ever unpacked to disk. Does not know what the entries mean.
 */
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { type FilePlace, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';

/** A pack of ours has about a hundred entries and 4 MB. */
const MOST_ENTRIES = 500;
const LARGEST_ENTRY = 16 * 1024 * 1024;
const LARGEST_WHOLE = 64 * 1024 * 1024;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/**
 * The entries that are wanted, by name. Folders are left out; so is what macOS and Windows put beside files.
 * @throws KyrError KYR820 for what is damaged, KYR821 for what is unsafe, with the name of the entry
 */
export async function readZip(
  bytes: Uint8Array,
  shown: string,
  wants: (name: string) => boolean,
): Promise<Map<string, Uint8Array>> {
  const at: FilePlace = { file: shown };
  const unsafe = (message: string): never =>
    fail({
      code: CODE.exchangeUnsafe,
      message,
      hint: 'nothing was taken from it; ask for a file as `kyr locale pack` makes it',
      at,
    });
  const files = new Map<string, Uint8Array>();
  const names = new Set<string>();
  let whole = 0;
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), {
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
    });
    if (zip.entryCount > MOST_ENTRIES)
      unsafe(`the file has ${zip.entryCount} entries; a pack has about a hundred`);
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (names.has(name)) unsafe(`“${name}” stands in the file twice`);
      names.add(name);
      // The upper half is what Unix says of a file (APPNOTE 4.4.15); 0 where another system wrote it.
      const type = (entry.externalFileAttributes >>> 16) & 0o170000;
      if (type !== 0 && type !== 0o100000 && type !== 0o040000) unsafe(`“${name}” is a link, not a file`);
      if (entry.isEncrypted()) unsafe(`“${name}” is locked with a password`);
      whole += entry.uncompressedSize;
      if (entry.uncompressedSize > LARGEST_ENTRY || whole > LARGEST_WHOLE)
        unsafe(
          `“${name}” unpacks to ${megabytes(entry.uncompressedSize)}, all before it to ${megabytes(whole - entry.uncompressedSize)}`,
        );
      if (name.endsWith('/') || isClutter(name) || !wants(name)) continue;
      const data = await buffer(await zip.openReadStreamPromise(entry));
      if (crc32(data) !== entry.crc32) fail({ ...damaged(at), message: `“${name}” was damaged on its way` });
      files.set(name, data);
    }
  } catch (error) {
    if (error instanceof KyrError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const path = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(
      message,
    )?.[1];
    if (path !== undefined) unsafe(`“${path}” is a name that leads out of the file’s own folder`);
    fail({ ...damaged(at), message: `the file cannot be unpacked: ${message}` });
  }
  return files;
}

const damaged = (at: FilePlace) => ({
  code: CODE.exchangeBroken,
  hint: 'it was cut off or changed; ask for it again. Nothing was taken from it',
  at,
});

const megabytes = (size: number): string => `${Math.ceil(size / 1024 / 1024)} MB`;

/** What macOS and Windows add when a folder is packed again. */
const isClutter = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/.test(name);
