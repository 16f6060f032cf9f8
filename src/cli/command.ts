import type { Terminal } from './terminal.ts';

export interface OptionSpec {
  /** What stands for its value in the help; a flag has none. */
  readonly value?: string;
  /** The same of a flag that may have one behind "=". */
  readonly optionalValue?: string;
  /** What it does, in a few words. */
  readonly says: string;
}

/** What a command line gave: texts for options with a value, true for flags. */
export type Given = Readonly<Record<string, string | true>>;

export interface Command {
  readonly name: string;
  /** One line of `tierkeeper help`. */
  readonly summary: string;
  /** What the help says below the usage line. */
  readonly about: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** What the one word that may follow the command's name stands for; most take none. */
  readonly operand?: string;
  /** The exit status: 0, or 1 where what was asked for did not come out well. */
  run(call: Call): Promise<number>;
}

export interface Call {
  readonly given: Given;
  readonly operand: string | null;
  readonly terminal: Terminal;
}

/** Trouble that is expected: told in a sentence with the next step, and never with a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** 2 for what was typed or written wrong, 1 for what the world refused. */
  readonly exitStatus: 1 | 2;
  /** The same for machines, besides the sentence. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(exitStatus: 1 | 2, sentence: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(sentence);
    this.exitStatus = exitStatus;
    this.facts = facts;
  }
}

export const wrongUsage = (sentence: string): CommandError =>
  new CommandError(2, sentence, { trouble: 'usage' });
