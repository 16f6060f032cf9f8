import type { Say } from '../../lib/tell/render/say.ts';
import type { SwitchState, SwitchWords } from './catalogue.ts';

const where = ({ view: { account } }: Say): string => `계정 ${account}`;

function head({ turn, changed, since }: SwitchState, say: Say): string {
  const then = since === null ? '이미' : `${say.farInstant(since)}부터 이미`;
  switch (turn) {
    case 'pause':
      return changed
        ? `일시 정지했습니다. "tierkeeper resume"을 실행할 때까지 ${where(say)}에서 아무것도 중지하거나 ` +
            '시작하지 않습니다.'
        : `${then} 일시 정지 중입니다. 바뀐 것은 없습니다.`;
    case 'resume':
      return changed
        ? `${where(say)}의 일시 정지를 풀었습니다. 그동안의 일은 뒤늦게 하지 않습니다.`
        : '일시 정지 중이 아닙니다. 바뀐 것은 없습니다.';
    case 'observe':
      return changed
        ? `"tierkeeper mode policy"를 실행할 때까지 ${where(say)}에서 관찰만 합니다.`
        : `${then} 관찰만 하도록 낮춰져 있습니다. 바뀐 것은 없습니다.`;
    case 'policy':
      return changed
        ? `${where(say)}에서 다시 정책의 mode를 따릅니다.`
        : '이미 정책의 mode를 따르고 있습니다. 바뀐 것은 없습니다.';
  }
}

function besides({ turn, paused, lowered, policyMode }: SwitchState): readonly string[] {
  const isOfMode = turn === 'observe' || turn === 'policy';
  return [
    ...(isOfMode && paused
      ? ['지금은 일시 정지 중이기도 합니다. "tierkeeper resume"으로 풀 수 있습니다.']
      : []),
    ...(!isOfMode && lowered
      ? [
          '지금은 관찰만 하도록 낮춰져 있기도 합니다. "tierkeeper mode policy"로 되돌릴 수 있습니다.',
        ]
      : []),
    ...(turn !== 'pause' && policyMode === 'observe'
      ? ['여기 있는 정책은 observe입니다. act로 고쳐 배포해야 실제로 중지하고 시작합니다.']
      : []),
  ];
}

export const SWITCH_KO: SwitchWords = {
  turned: (state, say) => [head(state, say), ...besides(state)].join(' '),
  cannotRaise: (file) =>
    `이 스위치는 낮추기만 할 수 있는데 ${file}의 mode는 observe입니다. "mode: act"로 고쳐 배포해 주세요. ` +
    '바뀐 것은 없습니다.',
  contended:
    '지금 다른 사람이 스위치를 바꾸고 있거나, 더 새로운 Tierkeeper가 써 둔 것입니다. 바뀐 것은 없습니다. ' +
    '배포한 것과 같은 버전으로 다시 해 보세요.',
};
