import type { Command } from './command.ts';
import { POLICY_OPTION } from './policy-option.ts';
import { TIME_OPTION } from './time-option.ts';

export const replay: Command = {
  name: 'replay',
  summary: 'what is decided for a saved snapshot of an account',
  about: [
    'Reads a snapshot (docs/snapshot.md says how one is written) and prints the one decision ' +
      'that each instance, address and volume in it gets, and why. The same snapshot, policy ' +
      'and time give the same decisions. It asks nobody and changes nothing: ' +
      'tierkeeper replay office.json',
  ],
  options: {
    policy: POLICY_OPTION,
    at: TIME_OPTION,
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
    json: {
      says: 'Print JSON only, one decision a line: target, verdict, reason, rule, evidence.',
    },
  },
  operand: 'snapshot.json',
  run: async (call) => (await import('./replay/run-replay.ts')).runReplay(call),
};
