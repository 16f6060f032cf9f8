import { nearestOf } from '../lib/schedule/nearest.ts';
import { wrap } from '../lib/tell/render/text.ts';
import { inColumns } from './columns.ts';
import { type Command, type OptionSpec, wrongUsage } from './command.ts';
import { JSON_OPTION, printJson } from './json.ts';
import type { Terminal } from './terminal.ts';

const OPERAND = 'command';

const isOf =
  (group: string) =>
  ({ name }: Command): boolean =>
    name.startsWith(`${group} `);

/**
 * One sentence about words that are no command, with the one they are nearest to. Where the first
 * begins commands of several words, the rest of those is what is missing or misspelt.
 */
export function unknownCommand(words: readonly string[], commands: readonly Command[]): string {
  const [first = '', second] = words;
  const group = commands.filter(isOf(first)).map(({ name }) => name.slice(first.length + 1));
  const isGroup = group.length > 0;
  if (isGroup && (second === undefined || second.startsWith('-'))) {
    return `tierkeeper ${first} needs one word more: ${group.join(', ')}.`;
  }
  const typed = isGroup ? `${first} ${second}` : first;
  const names = commands.flatMap(({ name }) => name.split(' ', 1));
  const meant = isGroup ? nearestOf(second ?? '', group) : nearestOf(first, names);
  const hint = meant
    ? `did you mean "${isGroup ? `${first} ` : ''}${meant}"?`
    : '"tierkeeper help" lists them all.';
  return `There is no command "${typed}"; ${hint}`;
}

const usageOf = ({ name, operand }: Command): string =>
  `Usage: tierkeeper ${name} [options]${operand === undefined ? '' : ` [${operand}]`}`;

const valueIn = ({ value, optionalValue }: OptionSpec): string => {
  if (value !== undefined) return ` ${value}`;
  return optionalValue === undefined ? '' : `[=${optionalValue}]`;
};

const optionRow = ([name, spec]: readonly [string, OptionSpec]): readonly string[] => [
  `  --${name}${valueIn(spec)}`,
  spec.says,
];

function helpText(command: Command, columns: number): readonly string[] {
  return [
    usageOf(command),
    '',
    ...command.about.flatMap((paragraph) => [...wrap(paragraph, columns), '']),
    'Options:',
    ...inColumns(Object.entries(command.options).map(optionRow), columns),
  ];
}

export function printHelp(terminal: Terminal, command: Command, asJson: boolean): void {
  if (asJson) printJson(terminal, entryOf(command));
  else terminal.print(...helpText(command, terminal.columns));
}

export function overview(commands: readonly Command[], columns: number): readonly string[] {
  return [
    'Tierkeeper keeps a small AWS account inside its free tier.',
    '',
    'Usage: tierkeeper <command> [options]',
    '',
    ...inColumns(
      commands.map(({ name, summary }) => [`  ${name}`, summary]),
      columns,
    ),
    '',
    'tierkeeper <command> --help says more. Begin with: tierkeeper demo',
  ];
}

const entryOf = ({ name, summary, options }: Command) => ({
  kind: 'command',
  name,
  summary,
  options: Object.entries(options).map(([option, { value, optionalValue, says }]) => ({
    name: `--${option}`,
    value: value ?? optionalValue ?? null,
    says,
  })),
});

export function helpOn(others: readonly Command[]): Command {
  const help: Command = {
    name: 'help',
    summary: 'what there is, or how one command is used',
    about: ['Lists the commands, or says how one of them is used: tierkeeper help plan'],
    options: { json: JSON_OPTION },
    operand: OPERAND,
    async run({ given, operand, terminal }) {
      const all = [...others, help];
      const asked =
        operand === null ? all : all.filter((one) => one.name === operand || isOf(operand)(one));
      if (operand !== null && asked.length === 0) throw wrongUsage(unknownCommand([operand], all));
      if (given['json']) printJson(terminal, ...asked.map(entryOf));
      else if (operand === null) terminal.print(...overview(all, terminal.columns));
      else for (const command of asked) printHelp(terminal, command, false);
      return 0;
    },
  };
  return help;
}
