import type { Fault } from '../../model/fault.ts';
import type { FaultCatalogue } from './catalogue.ts';
import { awsWords } from './fault-words.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';
import { secretFlawKo } from './secret-flaw.ts';
import { slackRefusalKo } from './slack-refusal.ts';

/** `AWS의 답: …`, or nothing where AWS said nothing. */
export const quotedKo = (fault: Fault, say: Say): string => {
  const words = awsWords(fault, say);
  return words === '' ? '' : `AWS의 답: "${words}".`;
};

const withWords = (sentence: string, fault: Fault, say: Say): string =>
  `${sentence} ${quotedKo(fault, say)}`.trimEnd();

/** A refusal, and what can be done about it. */
export const FAULTS_KO: FaultCatalogue = {
  'not-asked': () => '이번에는 조회하지 않았습니다.',
  'no-credentials': () => '쓸 수 있는 AWS 자격 증명이 없거나 만료되었습니다.',
  'access-denied': ({ permission }, say) =>
    permission === null
      ? '권한이 없어 AWS가 호출을 거부했습니다.'
      : `AWS가 호출을 거부했습니다. ${say.data(permission)} 권한이 필요합니다.`,
  'region-disabled': (_, say) =>
    `이 계정에서는 ${particle(`${say.view.region} 리전`, '이/가')} 꺼져 있습니다.`,
  throttled: () => 'AWS가 요청을 제한하고 있어(throttling) 다시 시도합니다.',
  'unreadable-page': (fault, say) => withWords('AWS의 응답을 읽을 수 없습니다.', fault, say),
  'no-answer': () => 'AWS가 제때 응답하지 않아 나중에 다시 조회합니다.',
  'not-found': (fault, say) => withWords('AWS가 찾지 못했습니다.', fault, say),
  'malformed-id': (fault, say) => withWords('AWS가 ID를 받아들이지 않습니다.', fault, say),
  'wrong-state': (fault, say) => withWords('지금 상태에서는 AWS가 할 수 없습니다.', fault, say),
  'stop-protected': () => '중지 방지 기능이 켜져 있습니다.',
  'cannot-hibernate': (fault, say) =>
    withWords(
      '이 인스턴스는 최대 절전 모드로 중지할 수 없습니다. 다음에는 일반 중지를 하며, 메모리에 있는 내용은 사라집니다.',
      fault,
      say,
    ),
  unsupported: (fault, say) => withWords('AWS가 허용하지 않는 작업입니다.', fault, say),
  'no-capacity': () =>
    '지금은 이 가용 영역에 이 유형의 자리가 없습니다. 나중에 다시 시도하거나 다른 유형을 쓰세요.',
  quota: (fault, say) =>
    withWords(
      '계정의 할당량을 모두 썼습니다. 다른 것을 먼저 중지하거나 Service Quotas에서 늘려 달라고 하세요.',
      fault,
      say,
    ),
  'address-taken': () => '주소를 이미 다른 곳에서 쓰고 있어 빼앗지 않습니다.',
  'network-mismatch': (fault, say) => withWords('주소와 서브넷이 서로 맞지 않습니다.', fault, say),
  'aws-managed': () =>
    'AWS 서비스가 관리하는 주소나 네트워크 인터페이스라서 다른 사람은 바꿀 수 없습니다.',
  'bad-secret': secretFlawKo,
  'slack-refused': slackRefusalKo,
  'message-refused': (fault, say) => withWords('메시지가 거부되었습니다.', fault, say),
};
