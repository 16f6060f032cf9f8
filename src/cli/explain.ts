import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';
import { POLICY_OPTION } from './policy-option.ts';
import { TIME_OPTION } from './time-option.ts';

export const explain: Command = {
  name: 'explain',
  summary: 'why an instance is left alone, warned of, stopped or started',
  about: [
    'Says of one instance of a saved snapshot, or of the simulated account of the demo, what ' +
      'every rule thinks of it, which of them decides, what would have changed that, and what ' +
      'comes next: tierkeeper explain web --snapshot office.json',
    'It is named by its id or its Name. docs/snapshot.md says how a snapshot is written.',
  ],
  options: {
    snapshot: { value: 'FILE', says: 'The snapshot to look into.' },
    demo: { says: 'Look into the simulated account of the demo instead.' },
    seed: { value: 'N', says: 'With --demo, which story; 1 unless said otherwise.' },
    policy: POLICY_OPTION,
    at: TIME_OPTION,
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
    json: JSON_OPTION,
  },
  operand: 'instance',
  run: async (call) => (await import('./explain/run-explain.ts')).runExplain(call),
};
