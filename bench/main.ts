/**
 * Every measured claim, one after the other, each in a process of its own: `npm run bench`.
 * A goal that is missed makes the exit status 1. `-- --short` measures less, for CI.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const short = process.argv.includes('--short');
const benches = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && name !== 'main.ts')
  .sort();

for (const name of benches) {
  console.log(`\n== bench/${name}`);
  const file = `${import.meta.dirname}/${name}`;
  const { status } = spawnSync(process.execPath, [file, ...(short ? ['--short'] : [])], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
