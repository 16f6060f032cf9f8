/** The policy that a command goes by: the file it was given, ./policy.yml, or the defaults. */
import { readFileSync } from 'node:fs';
import { parsePolicyFile } from '../lib/config/policy-file.ts';
import { type Problem, problemText } from '../lib/config/problem.ts';
import type { Policy } from '../lib/model/policy.ts';
import { CommandError, wrongUsage } from './command.ts';

const DEFAULT_FILE = 'policy.yml';

export interface PolicyChoice {
  readonly policy: Policy;
  /** Null where the defaults apply. */
  readonly file: string | null;
  /** A sentence for each setting that this version does not act on yet. */
  readonly notYet: readonly string[];
  /** The plain document that the policy was read from. */
  readonly document: unknown;
}

const hasCode = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/** Null where nobody asked for the file, and it is not there. */
function readText(file: string, isAskedFor: boolean): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = hasCode(error) ? UNREADABLE[error.code] : undefined;
    if (!hasCode(error) || why === undefined) throw error;
    if (error.code === 'ENOENT' && !isAskedFor) return null;
    throw wrongUsage(`The policy ${file} cannot be read: ${why}. Name another with --policy.`);
  }
}

function wrongPolicy(file: string, problems: readonly Problem[]): CommandError {
  const lines = problems.map((problem) => problemText(file, problem));
  const mend = `Mend ${file} and run it again; docs/policy.md lists every key.`;
  return new CommandError(2, [...lines, mend].join('\n'), { trouble: 'policy', file, problems });
}

export function choosePolicy(asked: string | undefined): PolicyChoice {
  const file = asked ?? DEFAULT_FILE;
  const text = readText(file, asked !== undefined);
  const parsed = parsePolicyFile(text ?? '');
  if (!parsed.ok) throw wrongPolicy(file, parsed.problems);
  const { policy, notYet, document } = parsed;
  return { policy, notYet, document, file: text === null ? null : file };
}
