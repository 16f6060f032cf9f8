/** The command line in this process: where there are many, or where they share what is slow. */
import { Readable } from 'node:stream';
import { runCommandLine } from '../../src/cli/run.ts';
import type { Ran, RunOptions } from './tierkeeper.ts';

const WIDTH = 80;

export async function captured(args: readonly string[]): Promise<Ran> {
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

const isOfAws = (name: string): boolean => name.startsWith('AWS_') || name === 'HOME';

/** The same where AWS is asked: with these variables in the place of all that this process has. */
export async function capturedIn(
  { env = {}, cwd = import.meta.dirname }: RunOptions,
  args: readonly string[],
): Promise<Ran> {
  const [before, folder] = [{ ...process.env }, process.cwd()];
  for (const name of Object.keys(before).filter(isOfAws)) delete process.env[name];
  Object.assign(process.env, { HOME: '/nonexistent', ...env });
  process.chdir(cwd);
  try {
    return await captured(args);
  } finally {
    process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
