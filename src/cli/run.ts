import { readArguments } from './arguments.ts';
import { type Command, CommandError, type OptionSpec, wrongUsage } from './command.ts';
import { COMMANDS } from './commands.ts';
import { overview, printHelp, unknownCommand } from './help.ts';
import { printJson } from './json.ts';
import type { Terminal } from './terminal.ts';

const HELP: OptionSpec = { says: 'Print this help.' };

/** What people type where a command belongs. */
const FLAGS: Readonly<Record<string, string>> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
};

const wordsOf = (name: string): readonly string[] => name.split(' ');

/** Some names are of several words: tierkeeper schedule eval. */
const isNamed = (words: readonly string[], name: string): boolean =>
  wordsOf(name).every((word, index) => word === words[index]);

/** The longest name that fits: `trouble replay` is no `trouble` with an operand. */
const named = (words: readonly string[]): Command | undefined =>
  COMMANDS.filter(({ name }) => isNamed(words, name))
    .toSorted((a, b) => wordsOf(b.name).length - wordsOf(a.name).length)
    .at(0);

function commandOf(words: readonly string[]): Command {
  const found = named(words);
  if (found) return { ...found, options: { ...found.options, help: HELP } };
  const [word = ''] = words;
  if (!word.startsWith('-')) throw wrongUsage(unknownCommand(words, COMMANDS));
  throw wrongUsage(`The command comes first: tierkeeper <command> ${word}. See: tierkeeper help`);
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...others] = args;
  if (first === undefined) {
    terminal.complain(...overview(COMMANDS, terminal.columns));
    return 2;
  }
  const word = Object.hasOwn(FLAGS, first) ? (FLAGS[first] ?? first) : first;
  const command = commandOf([word, ...others]);
  const typed = others
    .slice(wordsOf(command.name).length - 1)
    .map((argument) => (argument === '-h' ? '--help' : argument));
  const { given, operand } = readArguments(command, typed);
  if (given['help']) {
    printHelp(terminal, command, given['json'] === true);
    return 0;
  }
  return command.run({ given, operand, terminal });
}

/** Runs what was typed; the exit status. What nobody expects is thrown, with its stack. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { message: sentence, facts, exitStatus } = error;
    if (args.includes('--json')) printJson(terminal, { kind: 'trouble', ...facts, sentence });
    else terminal.complain(sentence);
    return exitStatus;
  }
}
