/**
 * Fetches a pinned npm package and reads files out of it, in memory.
 *
 * `npm pack` does the fetching, so the user's own npm settings hold. Nothing is installed and no script of the
 * package runs. A tarball whose SHA-512 is not the pinned one is never opened.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

/**
 * @param {string} spec package@version
 * @param {string} integrity `sha512-…`, as in a package-lock
 * @param {string} folder an empty folder to fetch into
 * @returns {Promise<Map<string, Buffer>>} the package's files by path, without the leading `package/`
 */
export async function fetchPackage(spec, integrity, folder) {
  const pack = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder, spec];
  // Under `npm run`, npm says where it is: this also works where `npm` is a .cmd file.
  const npm = process.env.npm_execpath;
  await promisify(execFile)(npm ? process.execPath : 'npm', npm ? [npm, ...pack] : pack);
  const [name, ...others] = await readdir(folder);
  if (!name || others.length > 0) throw new Error(`npm pack ${spec} did not leave one file`);

  const tarball = await readFile(join(folder, name));
  const found = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (found !== integrity)
    throw new Error(`${spec} is not what was pinned\n  want ${integrity}\n  have ${found}`);
  return readTar(gunzipSync(tarball));
}

/**
 * Reads a ustar archive, as npm writes it (POSIX.1-1988: headers and data in blocks of 512 bytes).
 *
 * @param {Buffer} tar
 * @returns {Map<string, Buffer>} plain files by path
 */
function readTar(tar) {
  const files = new Map();
  /** @param {number} at @param {number} length */
  const text = (at, length) => tar.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const type = text(at + 156, 1);
    const prefix = text(at + 345, 155);
    const path = (prefix ? `${prefix}/` : '') + text(at, 100);
    if (type === '0' || type === '')
      files.set(path.replace(/^[^/]+\//, ''), tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
