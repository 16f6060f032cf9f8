/** Stops and starts, in Korean. */
import { FAULTS_KO, quotedKo } from './fault-ko.ts';
import { particle } from './particle.ts';
import { RESULTS_KO } from './pass-reason-ko.ts';
import { type PowerWords, powerNotices } from './power-notice.ts';
import { reasonKo } from './reason-ko.ts';
import { STATE_REASONS_KO } from './state-reason-ko.ts';
import { STOP_EFFECTS_KO } from './stop-effects-ko.ts';

const FAILED: Readonly<
  Record<Parameters<PowerWords['titles']['failed']>[0], (name: string) => string>
> = {
  stop: (name) => `${particle(name, '을/를')} 중지하지 못했습니다`,
  start: (name) => `${particle(name, '을/를')} 시작하지 못했습니다`,
  associate: (name) => `${name}에 주소를 연결하지 못했습니다`,
};

const WORDS: PowerWords = {
  reason: reasonKo,
  effects: STOP_EFFECTS_KO,
  titles: {
    aboutToStop: (name, at) => `${particle(name, '을/를')} ${at}에 중지합니다`,
    stopped: (name) => `${particle(name, '을/를')} 중지했습니다`,
    started: (name) => `${particle(name, '을/를')} 시작했습니다`,
    failed: (verb, name) => FAILED[verb](name),
    withdrawn: (name) => `${particle(name, '을/를')} 계속 켜 둡니다`,
  },
  hibernation: {
    begun: '최대 절전 모드로 중지했으므로 시작하면 하던 상태에서 이어집니다.',
    'fell-back':
      '최대 절전 모드로 중지하려 했지만 EC2가 일반 중지로 처리했습니다. 메모리에 있던 내용은 사라졌습니다.',
    refused:
      'AWS가 최대 절전을 거부해 일반 중지로 처리했습니다. 메모리에 있던 내용은 사라졌습니다.',
  },
  costsAgain: (hour, credits) =>
    hour === null
      ? `실행되는 동안 다시 ${credits ? '크레딧이' : '요금이'} 나갑니다.`
      : `실행되는 동안 ${credits ? '크레딧이 ' : ''}시간당 ${credits ? `${hour}씩` : particle(hour, '이/가')} 나갑니다.`,
  takesFree: (forecast, limit) =>
    `프리 티어 시간 안입니다. 이대로면 이번 달에 무료 ${limit}시간 중 ${forecast}시간을 씁니다.`,
  reserved: '예약 인스턴스로 이미 값을 치른 것이라, 켜 두어도 요금이 늘지 않습니다.',
  planned:
    'Savings Plans 약정으로 이미 값을 치르고 있을 수 있어, 켜 두어도 요금이 늘지 않을 수 있습니다.',
  plannedInPart: '그중 일부는 Savings Plans 약정으로 이미 값을 치르고 있을 수 있습니다.',
  warningWithdrawn: '앞서 보낸 중지 알림은 취소합니다.',
  results: RESULTS_KO,
  fault: (fault, say) => FAULTS_KO[fault.code](fault, say),
  quoted: quotedKo,
  stateReasons: STATE_REASONS_KO,
  labels: {
    keepUntil: (when) => `${when}까지 켜 두려면:`,
    startAgain: '다시 시작하려면:',
    stop: '중지하려면:',
    neverIdle: '사용하지 않아도 중지하지 않게 하려면:',
    showAddresses: '내 주소를 확인하려면:',
    showState: 'AWS의 설명을 보려면:',
    leaveAlone: '앞으로도 건드리지 않게 하려면:',
    allowStop: '중지 방지를 풀려면:',
  },
};

export const POWER_NOTICES_KO = powerNotices(WORDS);
