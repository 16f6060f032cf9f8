import { ACCOUNT_OPTIONS } from './account-options.ts';
import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'whether all is well with what you have deployed, and how to mend it',
  about: [
    'Looks at what is deployed in your account and says of each part whether it is well, with ' +
      'the command that mends it: the stack, its clock, rules and schedules, who is told, what ' +
      'failed for good, the switch, the policy, what these credentials may do, tags that ' +
      'cannot be read, the plan of the account, and what is left of free alarms, table units ' +
      'and quotas.',
    'It changes nothing. What it may not look at is a finding, and holds up no other. The exit ' +
      'status is 1 where something is broken, and 0 where there are only warnings. ' +
      'docs/doctor.md has all the checks.',
  ],
  options: { ...ACCOUNT_OPTIONS, json: JSON_OPTION },
  run: async (call) => (await import('./doctor/run-doctor.ts')).runDoctor(call),
};
