/** The command as people run it: a process of its own, under the Node of the checkout. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const ROOT = path.join(import.meta.dirname, '../..');
const NODE = path.join(ROOT, 'node_modules/.bin/node');
const MAIN = path.join(ROOT, 'src/cli/main.ts');

export interface RunOptions {
  /** All of the environment but PATH: nobody's credentials and no colours leak in. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it is run; by default nowhere near a policy.yml. */
  readonly cwd?: string;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (args: readonly string[], { env = {}, cwd = import.meta.dirname }: RunOptions) =>
  spawn(NODE, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export async function tierkeeper(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options);
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status: child.exitCode, stdout, stderr };
}

/** `tierkeeper … | head`: whoever reads goes away after the first lines. */
export async function cutShort(args: readonly string[]): Promise<Ran> {
  const child = start(args, {});
  const [first] = await once(child.stdout, 'data');
  child.stdout.destroy();
  const [stderr] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, stdout: String(first), stderr };
}

export const linesOf = (output: string): readonly string[] => output.split('\n').slice(0, -1);

const entryDocument = z.looseObject({ kind: z.string() });
export type JsonLine = z.infer<typeof entryDocument>;

/** Every line is one JSON object with its kind, or this throws. */
export const jsonLines = (output: string): readonly JsonLine[] =>
  linesOf(output).map((line) => entryDocument.parse(JSON.parse(line)));
