/** Commands over snapshot files that a test writes: in this process, for there are many. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../src/cli/run.ts';
import { linesOf, type Ran } from './tierkeeper.ts';

export type Loose = Readonly<Record<string, unknown>>;

export interface Files {
  readonly snapshot: unknown;
  /** As policy.yml says it. */
  readonly policy?: string;
}

const WIDTH = 80;

/** Runs what is typed; `snapshot.json` and `policy.yml` stand for the files. */
export async function runOn({ snapshot, policy = 'mode: act' }: Files, args: readonly string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'snapshot-'));
  const json = path.join(folder, 'snapshot.json');
  const yaml = path.join(folder, 'policy.yml');
  writeFileSync(json, typeof snapshot === 'string' ? snapshot : JSON.stringify(snapshot));
  writeFileSync(yaml, policy);
  const typed = args.map((word) => (word === 'snapshot.json' ? json : word));
  try {
    const ran = await captured([...typed, '--policy', yaml]);
    return { ...ran, stderr: ran.stderr.replaceAll(`${folder}/`, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function captured(args: readonly string[]): Promise<Ran> {
  const printed: string[] = [];
  const complained: string[] = [];
  const status = await runCommandLine(args, {
    columns: WIDTH,
    input: Readable.from([]),
    print: (...lines) => void printed.push(...lines),
    complain: (...lines) => void complained.push(...lines),
    style: (_, text) => text,
  });
  const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  return { status, stdout: textOf(printed), stderr: textOf(complained) };
}

export interface Line {
  readonly target: string;
  readonly verdict: string;
  readonly reason: string;
  readonly rule: string;
  readonly evidence: Loose;
}

export async function replayed(files: Files, ...more: readonly string[]): Promise<readonly Line[]> {
  const { stdout } = await runOn(files, ['replay', 'snapshot.json', '--json', ...more]);
  return linesOf(stdout).map((line) => JSON.parse(line) as Line);
}

export const ID = 'i-0123456789abcdef0';
/** 21:00 on a Tuesday in Seoul. */
export const NOW = '2026-11-24T12:00:00Z';

const hour = (value: number | null) => Array.from({ length: 12 }, () => value);

/** One hour of a metric that ends now. */
export const metric = (name: string, values: number | readonly (number | null)[]): Loose => ({
  instanceId: ID,
  metric: name,
  startAt: '2026-11-24T11:00:00Z',
  values: typeof values === 'number' ? hour(values) : values,
});

/** All that a t2.micro publishes. */
export const QUIET = [
  metric('CPUUtilization', 0.5),
  metric('NetworkIn', 500),
  metric('NetworkOut', 500),
];

export const snapshotOf = (instance: Loose = {}, more: Loose = {}): Loose => ({
  version: 1,
  takenAt: NOW,
  region: 'ap-northeast-2',
  instances: [
    { id: ID, state: 'running', type: 't2.micro', launchTime: '2026-11-24T02:00:00Z', ...instance },
  ],
  ...more,
});

/** A memory of this one instance. */
export const recorded = (record: Loose, more: Loose = {}): Loose => ({
  instances: [{ instanceId: ID, ...record }],
  ...more,
});
