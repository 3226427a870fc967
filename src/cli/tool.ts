/** Name and version of the tool, as they go into keys, manifests and PDFs. */
import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

export const VERSION = version;
export const TOOL = `kyr ${VERSION}`;
