/** What there is to say of a SageMaker notebook instance, in Korean. */
import type { NoticeFacts } from '../../model/notice.ts';
import { type Action, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { FAULTS_KO } from './fault-ko.ts';
import { particle } from './particle.ts';
import { reasonKo } from './reason-ko.ts';
import type { Say } from './say.ts';

type Facts = NoticeFacts['notebook'];

const TITLES: Readonly<Record<Facts['news'], (name: string, facts: Facts, say: Say) => string>> = {
  'about-to-stop': (name, { stopAt }, say) =>
    `노트북 ${particle(name, '을/를')} ${stopAt === null ? '곧' : `${say.clock(stopAt)}에`} 중지합니다`,
  stopped: (name) => `노트북 ${particle(name, '을/를')} 중지했습니다`,
  started: (name) => `노트북 ${particle(name, '을/를')} 시작했습니다`,
  'did-not-stop': (name) => `노트북 ${particle(name, '을/를')} 중지하지 못했습니다`,
  'did-not-start': (name) => `노트북 ${particle(name, '을/를')} 시작하지 못했습니다`,
  'would-stop': (name) => `노트북 ${particle(name, '을/를')} 중지할 차례였습니다`,
  'would-start': (name) => `노트북 ${particle(name, '을/를')} 시작할 차례였습니다`,
  withdrawn: (name) => `노트북 ${particle(name, '을/를')} 중지하지 않기로 했습니다`,
  unreadable: (name) => `노트북 ${name}에 읽을 수 없는 태그가 있습니다`,
  missed: (name) => `노트북 ${name}의 일정 하나를 놓쳤습니다`,
};

/** AWS: "only the files in /home/ec2-user/SageMaker persist". */
const LOST =
  '중지하면 /home/ec2-user/SageMaker에 있는 것만 남습니다. 실행 중인 커널과 변수, /tmp, ' +
  '다른 곳에 설치한 패키지는 사라집니다.';

function money({ hourMicroUsd: hour, news }: Facts, say: Say): string {
  if (hour === null) return '가격은 알 수 없습니다.';
  return news === 'started'
    ? `실행되는 동안 시간당 ${particle(say.money(hour), '이/가')} 나갑니다.`
    : `중지해 두면 시간당 ${particle(say.money(hour), '을/를')} 아끼고, 볼륨 요금은 계속 나갑니다.`;
}

const turn = (verb: 'stop' | 'start' | 'describe', { notebookId }: Facts, say: Say) =>
  command.turnNotebook(verb, notebookId, say.view);

function actionsOf(facts: Facts, say: Say): readonly Action[] {
  switch (facts.news) {
    case 'about-to-stop':
      return [
        {
          label: '계속 켜 두고 앞으로도 건드리지 않게 하려면:',
          command: command.keepNotebook(facts.notebookId, say.view),
        },
      ];
    case 'stopped':
      return [{ label: '다시 시작하려면:', command: turn('start', facts, say) }];
    case 'started':
      return [{ label: '중지하려면:', command: turn('stop', facts, say) }];
    case 'did-not-stop':
    case 'did-not-start':
      return [{ label: 'AWS의 설명을 보려면:', command: turn('describe', facts, say) }];
    case 'would-stop':
    case 'would-start':
    case 'withdrawn':
    case 'unreadable':
    case 'missed':
      return [];
  }
}

export function notebookKo(facts: Facts, say: Say): Worded {
  const { news, fault, reason, notebookId, type } = facts;
  const stops = news === 'about-to-stop' || news === 'stopped';
  return worded({
    title: TITLES[news](say.data(notebookId), facts, say),
    sentences: [
      ...(fault === null ? [] : [FAULTS_KO[fault.code](fault, say)]),
      reasonKo(reason, say),
      ...(stops ? [LOST] : []),
      ...(stops || news === 'started' ? [money(facts, say)] : []),
    ],
    about: say.data(type),
    actions: actionsOf(facts, say),
  });
}
