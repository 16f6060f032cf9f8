/** The command line in this process: where there are many, or where they share what is slow. */
import { Readable } from 'node:stream';
import { runCommandLine } from '../../src/cli/run.ts';
import type { Ran } from './tierkeeper.ts';

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
