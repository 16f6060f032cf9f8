/** The commands about schedules; each is two words. */
import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';

const evaluate: Command = {
  name: 'schedule eval',
  summary: 'what Cloud Custodian or Instance Scheduler would do, line by line',
  about: [
    'Reads one JSON object a line on standard input and prints one a line: what the other product ' +
      'would decide for that tag or period at that instant, its oddities included. ' +
      'docs/dialects.md lists the fields. A line that cannot be read is answered with ' +
      '"decision": "invalid" and a sentence, and the rest go on.',
  ],
  options: { json: JSON_OPTION },
  run: async (call) => (await import('./schedule/run-eval.ts')).runEval(call),
};

export const scheduleCommands: readonly Command[] = [evaluate];
