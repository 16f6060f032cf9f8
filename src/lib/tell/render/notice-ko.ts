/** Every kind of message in Korean: what, why, what it saves or costs, and how to undo it. */
import { type AllocationId, isInstanceId } from '../../model/ids.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { Notice, NoticeFacts, StopEffects, Subject } from '../../model/notice.ts';
import { HOURS_PER_MONTH } from '../../model/price.ts';
import type { Reason } from '../../model/reason.ts';
import { stateReasonOf } from '../../model/state-reason.ts';
import { TAG } from '../../model/tag.ts';
import { bulletinKo } from './bulletin-ko.ts';
import {
  type Action,
  type NoticeCatalogue,
  noticeIn,
  type OfferWords,
  type Worded,
  worded,
} from './catalogue.ts';
import * as command from './command.ts';
import { surplusKo } from './credit-reason-ko.ts';
import { exposedKo } from './exposure-ko.ts';
import { FAULTS_KO, quotedKo } from './fault-ko.ts';
import { healthKo } from './health-ko.ts';
import { notebookKo } from './notebook-ko.ts';
import { noticeOffer } from './offer.ts';
import { particle } from './particle.ts';
import { RESULTS_KO } from './pass-reason-ko.ts';
import { reasonKo } from './reason-ko.ts';
import { changedKo, withRepeats } from './repeats.ts';
import type { Say } from './say.ts';
import { STATE_REASONS_KO } from './state-reason-ko.ts';
import { troubleKo } from './trouble-ko.ts';
import { volumesLeftKo } from './volume-ko.ts';

function effectsOf(effects: StopEffects, say: Say): readonly string[] {
  const { savesMicroUsdPerHour: hour, losesPublicIp, idleElasticIp, surplus } = effects;
  const ipv4 = effects.ipv4MicroUsdPerHour ?? null;
  const saving =
    hour === null
      ? '가격을 몰라 얼마나 아끼는지는 알 수 없습니다.'
      : `중지해 두면 시간당 ${say.money(hour)}, ` +
        `하루 ${particle(say.money(microUsd(hour * 24)), '을/를')} 아낍니다.`;
  const lost =
    `퍼블릭 IP ${particle(say.data(losesPublicIp ?? ''), '은/는')} 사라지고, ` +
    `다시 시작하면 다른 주소를 받습니다.${ipv4 === null ? '' : autoAssigned(ipv4, say)}`;
  const idle =
    `탄력적 IP ${particle(say.data(idleElasticIp ?? ''), '은/는')} 그대로 남습니다. ` +
    `중지된 동안에는 유휴 주소라 프리 티어 없이 ${ipv4 === null ? '요금이' : idleAddress(ipv4, say)} 나갑니다.`;
  return [
    saving,
    ...(losesPublicIp === null ? [] : [lost]),
    ...(idleElasticIp === null ? [] : [idle]),
    ...(effects.losesInstanceStore === true ? [ERASED] : []),
    ...(surplus ? [surplusKo(surplus, say)] : []),
  ];
}

const ERASED = '중지하면 인스턴스 스토어 디스크에 있는 데이터가 지워지고 되살릴 수 없습니다.';

const autoAssigned = (hour: MicroUsd, say: Say): string =>
  ` 자동 할당된 주소라 그 요금(시간당 ${say.money(hour)})도 아낍니다.`;

const idleAddress = (hour: MicroUsd, say: Say): string =>
  `한 달 ${say.money(microUsd(hour * HOURS_PER_MONTH))}의 요금이`;

const startAgain = ({ instanceId }: Subject, say: Say): Action => ({
  label: '다시 시작하려면:',
  command: command.startInstance(instanceId, say.view),
  onPage: true,
});

const stopNow = ({ instanceId }: Subject, say: Say): Action => ({
  label: '중지하려면:',
  command: command.stopInstance(instanceId, say.view),
});

const neverIdle = ({ instanceId }: Subject, say: Say): Action => ({
  label: '사용하지 않아도 중지하지 않게 하려면:',
  command: command.setTag(instanceId, command.NEVER_IDLE, say.view),
});

const showAddresses = (say: Say): Action => ({
  label: '내 주소를 확인하려면:',
  command: command.listAddresses(say.view),
});

const FAILED: Readonly<Record<NoticeFacts['did-not-work']['verb'], (name: string) => string>> = {
  stop: (name) => `${particle(name, '을/를')} 중지하지 못했습니다`,
  start: (name) => `${particle(name, '을/를')} 시작하지 못했습니다`,
  associate: (name) => `${name}에 주소를 연결하지 못했습니다`,
};

/** What became of a call, and what AWS said to it. */
const HIBERNATION = {
  begun: '최대 절전 모드로 중지했으므로 시작하면 하던 상태에서 이어집니다.',
  'fell-back':
    '최대 절전 모드로 중지하려 했지만 EC2가 일반 중지로 처리했습니다. 메모리에 있던 내용은 사라졌습니다.',
  refused: 'AWS가 최대 절전을 거부해 일반 중지로 처리했습니다. 메모리에 있던 내용은 사라졌습니다.',
} as const;

function failure({ result, fault }: NoticeFacts['did-not-work'], say: Say): string[] {
  if (fault === null) return [RESULTS_KO[result]];
  if (result === 'refused') return [FAULTS_KO[fault.code](fault, say)];
  const words = [RESULTS_KO[result], quotedKo(fault, say)];
  const code = stateReasonOf(fault.awsCode ?? '');
  // What somebody did before the call says nothing of how the call ended.
  const explains = code !== null && !code.startsWith('Client.UserInitiated');
  return explains ? [...words, STATE_REASONS_KO[code]] : words;
}

/** What a person can do about a call that failed. */
function remedies(facts: NoticeFacts['did-not-work'], say: Say): readonly Action[] {
  const { subject, verb, result } = facts;
  const { instanceId } = subject;
  if (verb === 'associate') return [showAddresses(say)];
  if (result === 'protected') {
    const keep = command.setTag(instanceId, command.KEEP, say.view);
    return [
      { label: '앞으로도 건드리지 않게 하려면:', command: keep },
      { label: '중지 방지를 풀려면:', command: command.allowStop(instanceId, say.view) },
    ];
  }
  const show = command.showState(instanceId, say.view);
  const again = verb === 'stop' ? stopNow(subject, say) : startAgain(subject, say);
  return [{ label: 'AWS의 설명을 보려면:', command: show }, again];
}

const LINES: Readonly<Record<NoticeFacts['digest']['line'], (name: string) => string>> = {
  'would-stop': (name) => `${particle(name, '을/를')} 중지할 차례였습니다`,
  'would-start': (name) => `${particle(name, '을/를')} 시작할 차례였습니다`,
  'would-associate': (name) => `${name}에 주소를 연결할 차례였습니다`,
  proposal: (name) => `${particle(name, '을/를')} 중지해도 될 것 같습니다`,
  unreadable: (name) => `${name}에 읽을 수 없는 태그가 있습니다`,
  missed: (name) => `${name}의 일정 하나를 놓쳤습니다`,
  'over-limit': (name) => `${particle(name, '은/는')} 한도 때문에 기다립니다`,
  unknown: (name) => `${particle(name, '은/는')} 판단할 수 없습니다`,
  credits: (name) => `${name}의 CPU 크레딧이 모자랍니다`,
};

function creditMode({ subject, reason }: NoticeFacts['digest'], say: Say): Action {
  const [label, mode] =
    reason.key === 'credits-charged'
      ? (['청구되지 않게 하려면(CPU는 느려집니다):', 'standard'] as const)
      : (['요금을 내고 제 속도로 쓰려면:', 'unlimited'] as const);
  return { label, command: command.setCreditMode(subject.instanceId, mode, say.view) };
}

/** What turns a line of the digest into a deed, where there is one. */
function lineActions(facts: NoticeFacts['digest'], say: Say): readonly Action[] {
  const { subject, line } = facts;
  if (line === 'credits') return [creditMode(facts, say)];
  if (line !== 'proposal') return [];
  const accept = command.setTag(subject.instanceId, command.IDLE_AFTER_AN_HOUR, say.view);
  return [{ label: '60분 동안 사용하지 않으면 중지하게 하려면:', command: accept }];
}

/** The successor is a guess by its name: declaring the address there is for a person to do. */
function giveToSuccessor({ key, evidence }: Reason, id: AllocationId, say: Say): readonly Action[] {
  const successor = key === 'address-left' ? evidence.successor : null;
  if (successor === null || !isInstanceId(successor)) return [];
  const declare = command.setTag(successor, command.claimOf(id), say.view);
  return [
    {
      label: `${particle(successor, '이/가')} 대신하는 인스턴스라면, 그쪽에 연결하려면:`,
      command: declare,
    },
  ];
}

const leftAddress = (id: AllocationId, say: Say): readonly Action[] => [
  {
    label: 'AWS에 반납하려면(같은 주소는 다시 받을 수 없습니다):',
    command: command.releaseAddress(id, say.view),
  },
  {
    label: '남겨 두고 알림을 그만 받으려면:',
    command: command.setTag(id, command.KEEP, say.view),
  },
];

const NOTICES_KO: NoticeCatalogue = {
  'about-to-stop': ({ subject, reason, stopAt, effects }, say) => {
    const morning = command.morningAfter(stopAt, say.view);
    const hold = command.hold(subject.instanceId, morning, say.view);
    return worded({
      title: `${particle(say.name(subject), '을/를')} ${say.clock(stopAt)}에 중지합니다`,
      sentences: [reasonKo(reason, say), ...effectsOf(effects, say)],
      about: say.identity(subject),
      actions: [{ label: `${say.instant(morning)}까지 켜 두려면:`, command: hold, onPage: true }],
    });
  },
  stopped: ({ subject, reason, effects, hibernation }, say) =>
    worded({
      title: `${particle(say.name(subject), '을/를')} 중지했습니다`,
      sentences: [
        reasonKo(reason, say),
        ...(hibernation ? [HIBERNATION[hibernation]] : []),
        ...effectsOf(effects, say),
      ],
      about: say.identity(subject),
      actions: [
        startAgain(subject, say),
        ...(reason.key === 'idle' ? [neverIdle(subject, say)] : []),
      ],
    }),
  started: ({ subject, reason, costsMicroUsdPerHour: hour = null }, say) =>
    worded({
      title: `${particle(say.name(subject), '을/를')} 시작했습니다`,
      sentences: [
        reasonKo(reason, say),
        hour === null
          ? '실행되는 동안 다시 요금이 나갑니다.'
          : `실행되는 동안 시간당 ${particle(say.money(hour), '이/가')} 나갑니다.`,
      ],
      about: say.identity(subject),
      actions: [stopNow(subject, say)],
    }),
  'did-not-work': (facts, say) =>
    worded({
      title: FAILED[facts.verb](say.name(facts.subject)),
      sentences: [...failure(facts, say), reasonKo(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: remedies(facts, say),
    }),
  withdrawn: ({ subject, reason }, say) =>
    worded({
      title: `${particle(say.name(subject), '을/를')} 계속 켜 둡니다`,
      sentences: [reasonKo(reason, say), '앞서 보낸 중지 알림은 취소합니다.'],
      about: say.identity(subject),
      actions: [stopNow(subject, say)],
    }),
  'address-restored': ({ subject, publicIp, allocationId }, say) =>
    worded({
      title: `${say.name(subject)}에 주소 ${particle(say.data(publicIp), '을/를')} 다시 연결했습니다`,
      sentences: [
        `태그에 적힌 주소(${say.data(allocationId)})이고, 쓰는 곳이 없었습니다.`,
        '연결한다고 요금이 더 나오지는 않습니다.',
      ],
      about: say.identity(subject),
      actions: [
        {
          label: '더 이상 연결하지 않게 하려면:',
          command: command.dropTags(subject.instanceId, [TAG.eip, TAG.eipPool], say.view),
        },
      ],
    }),
  'address-missing': ({ subject, reason, allocationId }, say) => {
    const [name, left] = [say.name(subject), reason.key === 'address-left'];
    return worded({
      title: left
        ? `${particle(name, '은/는')} 없어졌지만 주소 요금은 계속 나갑니다`
        : `${name}에 주소를 연결하지 못했습니다`,
      sentences: [reasonKo(reason, say)],
      about: say.identity(subject),
      actions:
        left && allocationId !== null
          ? [...giveToSuccessor(reason, allocationId, say), ...leftAddress(allocationId, say)]
          : [showAddresses(say)],
    });
  },
  'volumes-left': volumesLeftKo,
  'exposed-port': exposedKo,
  digest: (facts, say) =>
    worded({
      title: LINES[facts.line](say.name(facts.subject)),
      sentences: [reasonKo(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: lineActions(facts, say),
    }),
  health: healthKo,
  'aws-health': bulletinKo,
  notebook: notebookKo,
  'own-trouble': troubleKo,
};

/** What stands above the link of a message. */
export const OFFER_KO: OfferWords = {
  keepOn: '계속 켜 두려면(한 시간 더, 오늘 밤, 내일까지, 날짜 지정):',
  start: '다시 시작하려면:',
  leave: '내일까지, 또는 정한 날짜까지 그대로 두려면:',
  release: '보류를 풀려면:',
  dropTag: '태그를 지워 보류를 풀려면:',
  status: '지금 상태를 한 페이지로 보려면:',
  each: (label) => `${label} 항목마다 아래에 있는 링크를 열어 주세요.`,
};

export const noticeKo = (notice: Notice, say: Say): Worded => ({
  ...withRepeats(noticeIn(NOTICES_KO, notice, say.on(notice.at)), notice, (repeats) =>
    changedKo(repeats, say),
  ),
  offered: noticeOffer(notice, OFFER_KO, say.view),
});
