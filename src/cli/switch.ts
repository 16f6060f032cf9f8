/** The owner's switch: `pause`, `resume` and `mode`. */
import { ACCOUNT_OPTIONS } from './account-options.ts';
import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';

const options: Command['options'] = {
  table: { value: 'NAME', says: 'The ledger, where it is called otherwise.' },
  ...ACCOUNT_OPTIONS,
  json: JSON_OPTION,
};

const NEEDS =
  'It writes one item of the ledger, with the credentials that the AWS CLI would use; they need ' +
  'dynamodb:GetItem and dynamodb:UpdateItem on that table. No deploy is needed, and no deploy ' +
  'changes it.';

const pause: Command = {
  name: 'pause',
  summary: 'nothing is stopped or started any more, until you resume',
  about: [
    'Pauses Tierkeeper in your account: it stops and starts nothing, moves no address, and makes ' +
      'no alarm. It goes on looking and telling, and its digest and its status page say every ' +
      'day that it is paused. A call that is under way at this moment may still be made.',
    NEEDS,
  ],
  options,
  run: async (call) => (await import('./switch/run-switch.ts')).runPause(call),
};

const resume: Command = {
  name: 'resume',
  summary: 'ends a pause',
  about: [
    'Ends a pause. What the pause covered is not made up for: schedules go on with their next ' +
      'time, and warnings of before it count for nothing.',
    NEEDS,
  ],
  options,
  run: async (call) => (await import('./switch/run-switch.ts')).runResume(call),
};

const mode: Command = {
  name: 'mode',
  summary: 'lowers act to observe, and back to what the policy says',
  about: [
    'tierkeeper mode observe makes all of it only observe, as mode: observe in the policy does, ' +
      'but at once. tierkeeper mode policy goes back to the mode of the policy, and begins anew ' +
      'there, as a switch from observe to act does.',
    'The switch only lowers: a policy that observes acts when it says mode: act and is ' +
      'deployed. tierkeeper mode act is mode policy, refused where the policy observes.',
    NEEDS,
  ],
  options,
  operand: 'observe|policy',
  run: async (call) => (await import('./switch/run-switch.ts')).runMode(call),
};

export const switchCommands: readonly Command[] = [pause, resume, mode];
