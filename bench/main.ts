/**
 * Every measured claim, one after the other, each in a process of its own: `npm run bench`.
 * A goal that is missed makes the exit status 1; with `-- --short`, as CI runs it on a machine of
 * unknown speed, only a bench that breaks does, or one that counts what no machine changes: that
 * says TOO MUCH.
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
  const { status, stdout } = spawnSync(process.execPath, [file, ...(short ? ['--short'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  process.stdout.write(stdout);
  const missedOnly = short && stdout.includes('BELOW THE GOAL') && !stdout.includes('TOO MUCH');
  if (status !== 0 && !missedOnly) process.exitCode = 1;
}
