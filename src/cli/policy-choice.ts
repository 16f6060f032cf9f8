/** The policy that a command goes by: the file it was given, ./policy.yml, or the defaults. */
import { parsePolicyFile } from '../lib/config/policy-file.ts';
import { type Problem, problemText } from '../lib/config/problem.ts';
import type { Policy } from '../lib/model/policy.ts';
import { CommandError, wrongUsage } from './command.ts';
import { fileText } from './file-text.ts';

const DEFAULT_FILE = 'policy.yml';

export interface PolicyChoice {
  readonly policy: Policy;
  /** Null where the defaults apply. */
  readonly file: string | null;
  /** The plain document that the policy was read from. */
  readonly document: unknown;
}

/** Null where nobody asked for the file, and it is not there. */
function readText(file: string, isAskedFor: boolean): string | null {
  const read = fileText(file);
  if (read.text !== null || (read.isMissing && !isAskedFor)) return read.text;
  throw wrongUsage(`The policy ${file} cannot be read: ${read.why}. Name another with --policy.`);
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
  const { policy, document } = parsed;
  return { policy, document, file: text === null ? null : file };
}
