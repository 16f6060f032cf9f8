import type { OptionSpec } from './command.ts';

export const POLICY_OPTION: OptionSpec = {
  value: 'FILE',
  says: 'The policy to go by; else ./policy.yml, else the defaults.',
};
