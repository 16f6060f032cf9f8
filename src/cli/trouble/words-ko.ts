import type { DeadLetter } from '../../lib/model/dead-letter.ts';
import { particle } from '../../lib/tell/render/particle.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { inShort } from '../plan/unreached.ts';
import { PLAN_KO } from '../plan/words-ko.ts';
import type { TroubleWords } from './catalogue.ts';
import { functionName, placeElsewhere } from './letter-name.ts';

const BY = {
  function: '함수가 실패했습니다',
  rule: '규칙이 함수를 부르지 못했습니다',
  schedule: '스케줄이 함수를 부르지 못했습니다',
  scopes: '다른 리전이나 계정의 점검이 매번 실패했습니다(까닭은 scope-queued의 로그에 있습니다)',
  unknown: '왜 여기로 왔는지 적혀 있지 않습니다',
} as const;

function letter(one: DeadLetter, say: Say): readonly string[] {
  const { type, happenedAt, gaveUpAt, attempts, code, message, from } = one;
  const of = happenedAt === null ? '' : `(${say.instant(happenedAt)})`;
  const place = placeElsewhere(one, say);
  const where = place === null ? '' : `, 계정 ${say.data(place.account)} ${say.data(place.region)}`;
  const name = from === 'scopes' ? null : functionName(one);
  const target = name === null ? '' : `, 대상 ${say.data(name)}`;
  const times = attempts === null ? '' : ` ${attempts}번 시도한 뒤`;
  const gaveUp = gaveUpAt === null ? '' : `, ${say.instant(gaveUpAt)}에${times} 포기`;
  const error = [code, message].filter((part) => part !== null).map((part) => say.data(part, 200));
  return [
    `${type === null ? '이벤트가 아닌 것' : say.data(type)}${of}${where}${target}${gaveUp}`,
    error.length === 0 ? `${BY[from]}.` : `${BY[from]}: ${error.join(': ')}`,
  ];
}

export const TROUBLE_KO: TroubleWords = {
  nothing: (queueName) => `${queueName}에 남은 것이 없습니다. 끝내 실패한 일은 없습니다.`,
  title: (count, { view: { account, region } }) =>
    `계정 ${account}, ${region}에서 끝내 실패한 일이 ${count}건 있습니다.`,
  letter,
  replayAll: '모두 다시 보내려면:',
  drop: '하나를 버리려면:',
  replayed: (id, replayed, say) => {
    switch (replayed.result) {
      case 'sent':
        return `${particle(id, '을/를')} ${replayed.functionName} 함수에 다시 보냈습니다.`;
      case 'not-ours':
        return `${id}: 이 스택의 함수에 갈 것이 아니어서 그대로 둡니다. 버리려면 tierkeeper trouble drop ${id}`;
      case 'unreadable':
        return (
          `${id}: 함수가 읽을 수 없는 것이어서 그대로 둡니다(${say.data(replayed.why, 200)}). ` +
          `버리려면 tierkeeper trouble drop ${id}`
        );
      case 'refused': {
        const { permission, message } = replayed.fault;
        const why = permission === null ? say.data(message, 200) : `${permission} 권한이 없습니다`;
        return `${id}: Lambda가 받지 않아 그대로 둡니다. ${why}.`;
      }
    }
  },
  dropped: (id) => `${particle(id, '을/를')} 버렸습니다.`,
  unknown: (id, queueName) => `${queueName}에 id가 "${id}"로 시작하는 것이 없습니다.`,
  ambiguous: (id, count) => `id가 "${id}"로 시작하는 것이 ${count}건입니다. 더 길게 적어 주세요.`,
  unreached: (why, { queueName, profile }) => {
    switch (why.why) {
      case 'no-queue':
        return (
          `${why.region}에 ${queueName} 대기열이 없습니다. 먼저 Tierkeeper를 배포하거나, 리전을 ` +
          '--region으로, 스테이지를 --stage로 알려 주세요.'
        );
      case 'queue-refused':
        return why.fault.permission === null
          ? `AWS가 ${queueName} 대기열을 보여 주지 않습니다(${inShort(why.fault.message)}).`
          : `AWS가 ${queueName} 대기열을 보여 주지 않습니다. 이 자격 증명에 ` +
              `${why.fault.permission} 권한이 없습니다.`;
      default:
        return PLAN_KO.unreached(why, profile);
    }
  },
};
