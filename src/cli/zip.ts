/** Several files as one, to mail or to hand on, with yazl. Files that come back are read by translate/exchange/zip. */
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

/** The same entries give the same bytes, on any day and in any time zone. */
export async function writeZip(entries: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const zip = new yazl.ZipFile();
  // The first day that a zip can say, in the machine's own zone: DOS time has none.
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };
  for (const [name, bytes] of entries) zip.addBuffer(Buffer.from(bytes), name, options);
  zip.end();
  return buffer(zip.outputStream);
}
