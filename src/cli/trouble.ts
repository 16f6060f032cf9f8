/** What failed for good: `trouble`, `trouble replay` and `trouble drop`. */
import { ACCOUNT_OPTIONS } from './account-options.ts';
import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';

const options: Command['options'] = { ...ACCOUNT_OPTIONS, json: JSON_OPTION };

const list: Command = {
  name: 'trouble',
  summary: 'events, ticks and digests that failed for good, and why',
  about: [
    'Lists what waits in the dead-letter queue of your stack: what it was, for which function, ' +
      'when it was given up, after how many attempts, and with which error. Nothing is taken ' +
      'away. SQS keeps each for 14 days.',
    'It needs sqs:GetQueueUrl, sqs:ReceiveMessage and sqs:ChangeMessageVisibility on that queue.',
  ],
  options,
  run: async (call) => (await import('./trouble/run-trouble.ts')).runList(call),
};

const replay: Command = {
  name: 'trouble replay',
  summary: 'sends one of them, or --all, to its function again',
  about: [
    'Sends the event again to the function that it was for, and throws it away once Lambda has ' +
      'accepted it. If it fails again it is back after its retries. Name it by its id, or the ' +
      'first characters of it: tierkeeper trouble replay 3f2a9c1e',
    'It needs sqs:DeleteMessage on the queue and lambda:InvokeFunction on the function besides.',
  ],
  options: { all: { says: 'All of them.' }, ...options },
  operand: 'id',
  run: async (call) => (await import('./trouble/run-trouble.ts')).runReplay(call),
};

const drop: Command = {
  name: 'trouble drop',
  summary: 'throws one of them away',
  about: [
    'Throws one away: nothing is lost by it, for the clock looks at everything again every five ' +
      'minutes. It needs sqs:DeleteMessage on the queue besides.',
  ],
  options,
  operand: 'id',
  run: async (call) => (await import('./trouble/run-trouble.ts')).runDrop(call),
};

export const troubleCommands: readonly Command[] = [list, replay, drop];
