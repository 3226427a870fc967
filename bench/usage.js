/** Loaded first into every process that is measured: when it ends, writes what it used to the file of KYR_BENCH_USAGE. */
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
  writeFileSync(process.env.KYR_BENCH_USAGE ?? '', JSON.stringify(used));
});
