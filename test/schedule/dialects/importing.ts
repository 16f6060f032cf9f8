/** Runs `schedule import` on a file with the given text, and reads back what it prints. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { runCommandLine } from '../../../src/cli/run.ts';
import { parsePolicyFile } from '../../../src/lib/config/policy-file.ts';
import type { Policy } from '../../../src/lib/model/policy.ts';

export type Tool = 'c7n' | 'instance-scheduler';

export interface Printed {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export async function importing(
  tool: Tool,
  text: string,
  ...options: readonly string[]
): Promise<Printed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-'));
  const file = path.join(folder, 'file');
  writeFileSync(file, text);
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommandLine(['schedule', 'import', tool, file, ...options], {
    columns: 80,
    input: Readable.from([]),
    print: (...lines) => void out.push(...lines),
    complain: (...lines) => void err.push(...lines),
    style: (_, styled) => styled,
  });
  rmSync(folder, { recursive: true });
  const plain = (lines: readonly string[]): string => lines.join('\n').replaceAll(`${folder}/`, '');
  return { status, out: plain(out), err: plain(err) };
}

/** The policy that was printed, read by the program's own parser. */
export async function importedPolicy(tool: Tool, text: string): Promise<Policy> {
  const { out } = await importing(tool, text);
  const parsed = parsePolicyFile(out);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
}

/** `12: policies[0].filters[0]: why`, one for each thing that was not carried over. */
export async function notesOf(tool: Tool, text: string): Promise<readonly string[]> {
  const { out } = await importing(tool, text);
  return out
    .split('\n')
    .filter((line) => line.startsWith('# Not carried over: '))
    .map((line) => line.replace('# Not carried over: file:', ''));
}
