/** Commands over snapshot files that a test writes: in this process, for there are many. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { captured } from './captured.ts';
import { linesOf } from './tierkeeper.ts';

export type Loose = Readonly<Record<string, unknown>>;

export interface Files {
  readonly snapshot: unknown;
  /** As policy.yml says it. */
  readonly policy?: string;
}

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
