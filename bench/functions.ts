/**
 * Claim: with 200 instances every function works in half of its memory.
 *
 *     node bench/functions.ts [--write]
 *
 * The built bundles, each invocation in a fresh Node 24 that compiles them anew, against moto over
 * HTTP (needs Python 3). CPU time is that of one core of this machine, for loading the bundle and
 * for its work; the peak is the whole process, Node included, as Lambda counts it. What is waited
 * for is none of it: moto takes other times than AWS. More instances moto cannot list in time;
 * bench/sweep.ts has 1,000 of the simulated account. scope-queued gets five messages at once, of
 * five accounts with a fifth of the instances each, and with `--short` no daily sweeps, of which
 * each takes moto ten seconds. `--write` keeps the figures in
 * data/function-costs.json, by which bench/cost.ts and test/template go.
 */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { type Duration, days, instant, minutes, plus } from '../src/lib/model/instant.ts';
import { get } from '../test/e2e/browse.ts';
import { buildBundles } from '../test/e2e/bundles.ts';
import type { Took } from '../test/e2e/lambda.ts';
import { LINUX_IMAGE } from '../test/e2e/moto-help.ts';
import { OTHER_ACCOUNTS, wakingOthers } from '../test/e2e/other-accounts.ts';
import { type Case, perform } from '../test/e2e/stage.ts';
import { emulated } from '../test/emulators/emulator.ts';
import { startMoto } from '../test/emulators/moto.ts';
import { OWN_FUNCTIONS } from '../test/simulation/checkers/own-stack.ts';

const IS_SHORT = process.argv.includes('--short');
const SIZES = IS_SHORT ? [8] : [8, 50, 200];

interface Row extends Took {
  readonly function: string;
  readonly instances: number;
}

async function launch(endpoint: string, count: number): Promise<string> {
  const { Instances = [] } = await new EC2Client(emulated(endpoint)).send(
    new RunInstancesCommand({
      ImageId: LINUX_IMAGE,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'server' }] }],
    }),
  );
  return Instances[0]?.InstanceId ?? '';
}

/** A first pass, one that finds nothing new, each function once, and the digest's link opened. */
const day = (endpoint: string, count: number): Case => ({
  name: `${count} instances`,
  async run({ at, wake, open }) {
    const instanceId = await launch(endpoint, count);
    await wake('clock-ticked', { at: at('08:30') });
    await wake('clock-ticked', { at: at('08:35') });
    await wake('instance-running', { at: at('08:36'), instanceId });
    await wake('alarm-to-alarm', { at: at('08:37'), instanceId });
    const { told } = await wake('digest-due', { at: at('09:00') });
    const [address] = told.flatMap(({ mail }) => mail.match(/https:\/\/\S+\/l\/\S+/) ?? []);
    if (!address) throw new Error('the digest has no link');
    await open(get(new URL(address).pathname), { at: at('09:05') });
  },
});

async function measure(endpoint: string, bundles: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const instances of SIZES) {
    await perform(day(endpoint, instances), {
      moto: endpoint,
      bundles: { act: bundles, observe: bundles },
      cold: true,
      onInvoked: (name, took) => rows.push({ function: name, instances, ...took }),
    });
  }
  return rows;
}

/** A first tick, one that finds nothing new, and the daily sweeps, of five accounts at once. */
async function measureElsewhere(moto: string, bundles: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const midnight = instant(Math.ceil(Date.now() / days(1)) * days(1));
  for (const instances of SIZES) {
    const others = await wakingOthers({ moto, bundles, instances: Math.ceil(instances / 5) });
    const wake = async (type: 'Clock Ticked' | 'Digest Due', after: Duration): Promise<void> => {
      const { took } = await others.wake(type, plus(midnight, after));
      rows.push({ function: 'scope-queued', instances, ...took });
    };
    await wake('Clock Ticked', minutes(0));
    await wake('Clock Ticked', minutes(5));
    if (!IS_SHORT) await wake('Digest Due', minutes(30));
    await others.stop();
  }
  return rows;
}

/** Of several invocations of a function what each took at most. */
function largest(rows: readonly Row[]): readonly Row[] {
  const groups = Map.groupBy(rows, (row) => `${row.function} ${row.instances}`);
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const most = (of: (row: Row) => number): number => Math.round(Math.max(...alike.map(of)));
    return {
      function: first.function,
      instances: first.instances,
      loadMs: most(({ loadMs }) => loadMs),
      workMs: most(({ workMs }) => workMs),
      peakMb: most(({ peakMb }) => peakMb),
    };
  });
}

/** Bundles as they are; deflated they are a third of that, so that a zip is never more. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('index.js'));
  const sizes = await Promise.all(
    files.map(async (name) => (await stat(path.join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function print(rows: readonly Row[]): void {
  console.log('function          instances  loading  working    peak  of its memory');
  for (const { function: name, instances, loadMs, workMs, peakMb } of rows) {
    const { memoryMb = 0 } = OWN_FUNCTIONS[name] ?? {};
    const met = 2 * peakMb <= memoryMb;
    console.log(
      `${name.padEnd(18)}${String(instances).padStart(9)}${`${loadMs} ms`.padStart(9)}` +
        `${`${workMs} ms`.padStart(9)}${`${peakMb} MB`.padStart(8)}` +
        `${`${Math.round((100 * peakMb) / memoryMb)} % of ${memoryMb}`.padStart(15)}` +
        `  ${met ? 'goal met' : 'BELOW THE GOAL'}`,
    );
    if (!met) process.exitCode = 1;
  }
}

async function onMoto(endpoint: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tierkeeper-bench-'));
  try {
    const bundles = await buildBundles('act', folder);
    const atHome = await measure(endpoint, bundles);
    const others = await mkdtemp(path.join(folder, 'others-'));
    const ofOthers = await buildBundles('act', others, OTHER_ACCOUNTS);
    const functions = largest([...atHome, ...(await measureElsewhere(endpoint, ofOthers))]);
    print(functions);
    if (!process.argv.includes('--write')) return;
    const document = {
      measuredAt: new Date().toISOString().slice(0, 10),
      machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores`,
      how: 'node bench/functions.ts --write',
      functions,
      // A template, its state, and a zip for each function go in; CloudFormation and Lambda read.
      deployment: { zipBytes: await bytesIn(bundles), writes: 12, reads: 10 },
    };
    await writeFile('data/function-costs.json', `${JSON.stringify(document, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const moto = await startMoto();
if ('missing' in moto) console.log(`skipped: ${moto.missing}`);
else {
  try {
    await onMoto(moto.endpoint);
  } finally {
    await moto.stop();
  }
}
