/** Strict reading of a command line: every slip is a sentence that says what was meant. */
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { nearestOf } from '../lib/schedule/nearest.ts';
import { type Call, type Command, type Given, wrongUsage } from './command.ts';

type Spec = Pick<Command, 'name' | 'options' | 'operand'>;

const configOf = ({ options }: Spec) =>
  Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );

export function readArguments(
  command: Spec,
  args: readonly string[],
): Pick<Call, 'given' | 'operand'> {
  const options = configOf(command);
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given: Record<string, string | true> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option') given[token.name] = givenValue(command, token);
    if (token.kind === 'positional') operands.push(token.value);
  }
  return { given, operand: operandOf(command, operands) };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function givenValue(command: Spec, token: OptionToken): string | true {
  const { name, rawName, value, inlineValue } = token;
  const spec = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (spec === undefined) throw wrongUsage(unknownOption(command, rawName));
  if (spec.value === undefined) {
    if (value === undefined) return true;
    if (spec.optionalValue !== undefined) return value;
    throw wrongUsage(`${rawName} takes no value; leave out "=${value}".`);
  }
  // What begins with a dash is the next option, unless it is written with "=".
  if (value === undefined || value === '' || (value.startsWith('-') && !inlineValue)) {
    throw wrongUsage(`${rawName} needs a value: ${rawName} ${spec.value}.`);
  }
  return value;
}

function unknownOption({ name, options }: Spec, rawName: string): string {
  const meant = nearestOf(rawName.replace(/^-+/, ''), Object.keys(options));
  const hint = meant
    ? `did you mean --${meant}?`
    : `"tierkeeper ${name} --help" lists what it takes.`;
  return `tierkeeper ${name} has no option ${rawName}; ${hint}`;
}

function operandOf({ name, operand }: Spec, operands: readonly string[]): string | null {
  const surplus = operands[operand === undefined ? 0 : 1];
  if (surplus === undefined) return operands[0] ?? null;
  const usage = operand === undefined ? `${name} [options]` : `${name} [${operand}]`;
  throw wrongUsage(`tierkeeper ${name} does not take "${surplus}": tierkeeper ${usage}.`);
}

/** Typed options; every wrong value is told at once. */
export function readOptions<Schema extends z.ZodType>(schema: Schema, given: Given) {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `--${name} ${message}, not "${given[name]}".`;
  });
  throw wrongUsage(sentences.join('\n'));
}
