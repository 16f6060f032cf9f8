/** The commands about schedules; each is two words. */
import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';
import { POLICY_OPTION } from './policy-option.ts';

const evaluate: Command = {
  name: 'schedule eval',
  summary: 'what Cloud Custodian or Instance Scheduler would do, line by line',
  about: [
    'Reads one JSON object a line on standard input and prints one a line: what the other ' +
      'product would decide for that tag or period at that instant, its oddities included. ' +
      'docs/dialects.md lists the fields. A line that cannot be read is answered with ' +
      '"decision": "invalid" and a sentence, and the rest go on.',
  ],
  options: { json: JSON_OPTION },
  run: async (call) => (await import('./schedule/run-eval.ts')).runEval(call),
};

const next: Command = {
  name: 'schedule next',
  summary: 'when a schedule stops and starts next',
  about: [
    'Prints the next times at which a schedule turns, by the clock of its zone. Name a schedule ' +
      'of the policy (or nightly), or write a window or the value of an off-hours tag: ' +
      'tierkeeper schedule next "mon-fri 09:00-19:00"',
  ],
  options: {
    count: { value: 'N', says: 'How many, 1 to 1000; 10 unless said otherwise.' },
    at: { value: 'TIME', says: 'After this time instead of now: 2026-11-23T22:00.' },
    policy: POLICY_OPTION,
    json: JSON_OPTION,
  },
  operand: 'schedule',
  run: async (call) => (await import('./schedule/run-next.ts')).runNext(call),
};

const lint: Command = {
  name: 'schedule lint',
  summary: 'what is odd about the schedules of the policy',
  about: [
    'Looks at every schedule of the policy for what can be read and is hardly meant: one that ' +
      'never runs or never stops, has ended, turns twice between two looks, or names a time that ' +
      'the clock skips. The exit status is 1 where there is something to tell.',
  ],
  options: {
    at: { value: 'TIME', says: 'As of this time instead of now: 2026-11-23T22:00.' },
    policy: POLICY_OPTION,
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
    json: JSON_OPTION,
  },
  run: async (call) => (await import('./schedule/run-lint.ts')).runLint(call),
};

const importC7n: Command = {
  name: 'schedule import c7n',
  summary: 'the off-hours of a Cloud Custodian policy file as a policy',
  about: [
    'Reads the offhour and onhour filters of a policy file and prints a policy that does the ' +
      'same. What could not be carried over comes first, as comments with places.',
  ],
  options: { json: JSON_OPTION },
  operand: 'file',
  run: async (call) => (await import('./schedule/import/run-import.ts')).runImportC7n(call),
};

const importScheduler: Command = {
  name: 'schedule import instance-scheduler',
  summary: 'the schedules of an Instance Scheduler as a policy',
  about: [
    'Reads an export of its DynamoDB table (a scan, or a line for each item), or a ' +
      'CloudFormation template with Custom::ServiceInstanceSchedule, and prints a policy that ' +
      'does the same. What could not be carried over comes first, as comments with places.',
  ],
  options: { json: JSON_OPTION },
  operand: 'file',
  run: async (call) => (await import('./schedule/import/run-import.ts')).runImportScheduler(call),
};

export const scheduleCommands: readonly Command[] = [
  ...[next, lint, evaluate],
  ...[importC7n, importScheduler],
];
