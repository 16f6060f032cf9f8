import type { Say } from '../../lib/tell/render/say.ts';
import type { SwitchState, SwitchWords } from './catalogue.ts';

const where = ({ view: { account } }: Say): string => `account ${account}`;

function head({ turn, changed, since }: SwitchState, say: Say): string {
  const then = since === null ? '' : ` since ${say.farInstant(since)}`;
  switch (turn) {
    case 'pause':
      return changed
        ? `Paused: nothing is stopped or started in ${where(say)} until "tierkeeper resume".`
        : `It has been paused${then}: nothing was changed.`;
    case 'resume':
      return changed
        ? `Resumed in ${where(say)}: what the pause covered is not made up for.`
        : 'It is not paused: nothing was changed.';
    case 'observe':
      return changed
        ? `It only observes in ${where(say)}, until "tierkeeper mode policy".`
        : `It has been lowered to observing${then}: nothing was changed.`;
    case 'policy':
      return changed
        ? `It goes by the mode of the policy again in ${where(say)}.`
        : 'It goes by the mode of the policy: nothing was changed.';
  }
}

function besides({ turn, paused, lowered, policyMode }: SwitchState): readonly string[] {
  const isOfMode = turn === 'observe' || turn === 'policy';
  return [
    ...(isOfMode && paused ? ['It is paused besides: "tierkeeper resume" ends that.'] : []),
    ...(!isOfMode && lowered
      ? ['It is lowered to observing besides: "tierkeeper mode policy" ends that.']
      : []),
    ...(turn !== 'pause' && policyMode === 'observe'
      ? ['The policy here says observe, and nothing is done before it says act and is deployed.']
      : []),
  ];
}

export const SWITCH_EN: SwitchWords = {
  turned: (state, say) => [head(state, say), ...besides(state)].join(' '),
  cannotRaise: (file) =>
    `The switch only lowers, and ${file} says observe: write "mode: act" there, and deploy. ` +
    'Nothing was changed.',
  contended:
    'Somebody else turns the switch at this moment, or a newer Tierkeeper has written it: ' +
    'nothing was changed. Try again, with the version that is deployed.',
};
