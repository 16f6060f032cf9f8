/**
 * Claim: a sweep of 1,000 simulated instances takes under 1 s and 150 MB.
 *
 *     node bench/sweep.ts
 *
 * Memory is the whole process at its peak, simulated account included. It runs as a bundle, since
 * Node's own TypeScript support costs 40 MB, and with the young generation that V8 takes in a
 * function of 512 MB.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEAD, office, steady } from '../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../src/lib/cloud/simulated/setup.ts';
import {
  type SimulatedAccount,
  simulatedAccount,
} from '../src/lib/cloud/simulated/simulated-account.ts';
import { parsePolicyDocument } from '../src/lib/config/policy-document.ts';
import { shippedPrices } from '../src/lib/config/price-document.ts';
import { NO_LINK_MAKER } from '../src/lib/link/link-for.ts';
import { priceTable } from '../src/lib/meter/price.ts';
import { hours, minutes, seconds } from '../src/lib/model/instant.ts';
import { reconcile } from '../src/lib/reconcile.ts';

const INSTANCES = 1_000;
const GOAL_MS = 1_000;
const GOAL_MB = 150;

/** A third forgotten, a third busy all day, a third at office hours. */
function furnish(setup: Setup): void {
  const loads = [DEAD, steady(), office(setup.zone)];
  for (let index = 0; index < INSTANCES; index += 1) {
    const load = loads[index % loads.length] ?? DEAD;
    setup.instance({ name: `server-${index}`, load }, { since: setup.localTime(-9, '10:00') });
  }
}

async function sweeps(): Promise<void> {
  const account = simulatedAccount({ accountSetup: furnish });
  account.owner.confirmSubscription();
  const times: number[] = [];
  for (const [name, pause] of SWEEPS) {
    await account.advance(pause);
    times.push(await sweep(account, name));
  }
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  const slowestMs = Math.max(...times);
  const figures = `slowest ${Math.round(slowestMs)} ms, peak ${Math.round(peakMb)} MB`;
  const met = slowestMs <= GOAL_MS && peakMb <= GOAL_MB;
  console.log(`${INSTANCES} instances: ${figures}  ${met ? 'goal met' : 'BELOW THE GOAL'}`);
  if (!met) process.exitCode = 1;
}

/** Each sweep after so much time. */
const SWEEPS = [
  ['first: every instance is new', hours(2)],
  ['second: a third is idle and warned', minutes(5)],
  ['third: a third is stopped', minutes(25)],
  ['fourth: a third is seen stopped', minutes(5)],
] as const;

const policy = parsePolicyDocument({
  mode: 'act',
  zone: 'Asia/Seoul',
  nightly: { stop: '22:00', start: '07:00' },
  limits: { stopsPerPass: INSTANCES, actionsPerHour: 10 * INSTANCES },
});
const prices = priceTable(shippedPrices().rows, {});

async function sweep(account: SimulatedAccount, name: string): Promise<number> {
  const begin = performance.now();
  await reconcile({
    wake: { cause: 'clock', scope: { kind: 'region' }, at: account.now() },
    ports: account.ports,
    policy,
    prices,
    links: NO_LINK_MAKER,
    holder: name,
    timeout: seconds(120),
    timeLeft: () => seconds(120),
  });
  const tookMs = performance.now() - begin;
  console.log(`${name.padEnd(44)}${Math.round(tookMs).toString().padStart(8)} ms`);
  return tookMs;
}

async function bundled(): Promise<void> {
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'tierkeeper-bench-'));
  const outfile = join(folder, 'sweep.mjs');
  await build({
    entryPoints: [import.meta.filename],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['esbuild'],
    logLevel: 'error',
  });
  const { status } = spawnSync(process.execPath, ['--max-semi-space-size=8', outfile], {
    stdio: 'inherit',
  });
  rmSync(folder, { recursive: true });
  process.exitCode = status ?? 1;
}

await (process.argv[1]?.endsWith('.mjs') ? sweeps() : bundled());
