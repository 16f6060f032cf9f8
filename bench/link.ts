/**
 * Claim: the function behind the links is a zip under 160 KB, and is imported in under half of a
 * sweep's CPU time.
 *
 *     node bench/link.ts
 *
 * Somebody waits for its page with a phone in their hand. Each import is a process of its own, the
 * two by turns, so that a machine that slows down slows both. The zip is what osls makes of the
 * bundle, its policy and its module type: deflated entries and their directory.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { bundle } from '../scripts/bundle.ts';

const GOAL_BYTES = 160_000;
const GOAL_RATIO = 0.5;
const RUNS = process.argv.includes('--short') ? 5 : 15;

/** Names twice, two headers, and times: APPNOTE.TXT, 4.3.7 and 4.3.12. */
const ENTRY_BYTES = 30 + 46 + 2 * 40;
const END_BYTES = 22;
/** `policy.json` and `package.json`; what an owner writes is a few hundred bytes. */
const OTHER_FILES_BYTES = 2 * ENTRY_BYTES + 2_000;

const zipBytes = (file: string): number =>
  deflateRawSync(readFileSync(file)).length + ENTRY_BYTES + OTHER_FILES_BYTES + END_BYTES;

/** From an empty process to a handler that could be called: CPU time, as nothing is waited for. */
function importMs(file: string): number {
  const code = `
    const begin = process.cpuUsage();
    const { handler } = await import(${JSON.stringify(file)});
    if (typeof handler !== 'function') throw new Error('no handler');
    const { user, system } = process.cpuUsage(begin);
    console.log((user + system) / 1_000);`;
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { AWS_REGION: 'ap-northeast-2' },
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return Number(child.stdout);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(claim: string, isMet: boolean, missed = 'BELOW THE GOAL'): void {
  console.log(`${claim}  ${isMet ? 'goal met' : missed}`);
  if (!isMet) process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), 'tierkeeper-bench-'));
try {
  // As in each zip: without it Node would read a bundle twice.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  await bundle(['link-opened', 'clock-ticked'], { folder, write: true });
  const [link, sweep] = ['link-opened', 'clock-ticked'].map((name) =>
    join(folder, name, 'index.js'),
  );
  measure(link ?? '', sweep ?? '');
} finally {
  rmSync(folder, { recursive: true });
}

function measure(link: string, sweep: string): void {
  const bytes = zipBytes(link);
  const kib = Math.round(statSync(link).size / 1_024);
  report(`zip of ${(bytes / 1_000).toFixed(1)} KB, of ${kib} KiB`, bytes < GOAL_BYTES, 'TOO MUCH');
  const times: { readonly link: number[]; readonly sweep: number[] } = { link: [], sweep: [] };
  for (let run = 0; run < RUNS; run += 1) {
    times.link.push(importMs(link));
    times.sweep.push(importMs(sweep));
  }
  const [ours, theirs] = [median(times.link), median(times.sweep)];
  const ratio = ours / theirs;
  const figures = `imported in ${ours.toFixed(0)} ms of CPU, a sweep in ${theirs.toFixed(0)} ms`;
  report(`${figures}: ${(100 * ratio).toFixed(0)} %`, ratio < GOAL_RATIO);
}
