import { readFileSync } from 'node:fs';
import { yamlText } from '../../../lib/config/foreign-document.ts';
import type { Call } from '../../command.ts';
import { CommandError, wrongUsage } from '../../command.ts';
import { printJson } from '../../json.ts';
import { importC7n } from './import-c7n.ts';
import { importScheduler } from './import-scheduler.ts';
import type { Imported } from './imported.ts';
import { linesIn, sourceOf } from './read-source.ts';
import { itemsIn, joined } from './scheduler-items.ts';

interface Tool {
  readonly name: string;
  readonly command: string;
  readonly holds: string;
  /** Null where there is nothing of that tool in the file. */
  read(file: string, text: string): Imported | null;
}

const C7N: Tool = {
  name: 'Cloud Custodian',
  command: 'c7n',
  holds: 'a policy with an offhour or onhour filter',
  read: (file, text) => importC7n(sourceOf(file, text)),
};

const SCHEDULER: Tool = {
  name: 'Instance Scheduler',
  command: 'instance-scheduler',
  holds:
    'an item of its table ({"Item": {"type": {"S": "schedule"}, …}}), or a resource of type ' +
    'Custom::ServiceInstanceSchedule',
  read: (file, text) => {
    const sources = linesIn(file, text) ?? [sourceOf(file, text)];
    const all = joined(sources.flatMap((source) => itemsIn(source) ?? []));
    return all.items.length === 0 ? null : importScheduler(all);
  },
};

export const runImportC7n = (call: Call): Promise<number> => run(C7N, call);
export const runImportScheduler = (call: Call): Promise<number> => run(SCHEDULER, call);

async function run(tool: Tool, { given, operand, terminal }: Call): Promise<number> {
  const usage = `tierkeeper schedule import ${tool.command} <file>`;
  if (operand === null) throw wrongUsage(`Which file? ${usage}`);
  const imported = tool.read(operand, readText(operand));
  if (imported === null) {
    throw new CommandError(1, `${operand} holds nothing to import; it takes ${tool.holds}.`, {
      trouble: 'import',
      file: operand,
    });
  }
  const { schedules, dialects, notes } = imported;
  const policy = { ...(Object.keys(schedules).length > 0 ? { schedules } : {}), dialects };
  if (given['json']) {
    const told = notes.map((note) => ({ kind: 'not-carried', file: operand, ...note }));
    printJson(terminal, { kind: 'policy', policy, yaml: yamlText(policy) }, ...told);
    return 0;
  }
  terminal.print(
    `# From ${tool.name}: ${operand}`,
    ...notes.map(
      ({ line, path, sentence }) => `# Not carried over: ${operand}:${line}: ${path}: ${sentence}`,
    ),
    yamlText(policy).trimEnd(),
  );
  return 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const why = error.code === 'ENOENT' ? 'there is no such file' : String(error.code);
    throw wrongUsage(`${file} cannot be read: ${why}.`);
  }
}
