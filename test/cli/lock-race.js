// One of several processes that take and leave the lock of one folder, as fast as they can, until a given time. Dies
// in place (its lock names a process that is gone, or none) more often than it leaves. Fails if another is inside.
//   node lock-race.js DISK_MODULE FOLDER UNTIL_MS
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [module, folder, until] = process.argv.slice(2);
const { lockFolder } = await import(module);
let taken = 0;
while (Date.now() < Number(until)) {
  let unlock;
  try {
    unlock = lockFolder(folder);
  } catch (error) {
    if (!error.message.includes('KYR802')) throw error;
    continue;
  }
  taken += 1;
  closeSync(openSync(join(folder, 'inside'), 'wx'));
  rmSync(join(folder, 'inside'));
  if (taken % 3 === 0) unlock();
  else writeFileSync(join(folder, '.kyr-lock'), taken % 3 === 1 ? '99999999\n' : '');
}
process.stdout.write(`${taken}\n`);
