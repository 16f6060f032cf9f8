/** An instance that is not well, or that AWS has plans for, in Korean. */
import type { Check, EventCode, EventEnd } from '../../model/health.ts';
import type { Instant } from '../../model/instant.ts';
import type { Handling, NoticeFacts } from '../../model/notice.ts';
import { type Worded, worded } from './catalogue.ts';
import { causesOf, type HealthLabels, healthActions } from './health-commands.ts';
import { OWNERS_KO } from './owner.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

type Facts = NoticeFacts['health'];
type Of<News extends Facts['news']> = Extract<Facts, { readonly news: News }>;

const CHECKS: Readonly<Record<Check, string>> = {
  system: '시스템',
  instance: '인스턴스',
  ebs: 'EBS 연결',
};

/** `시스템·인스턴스 상태 검사`. */
const checksKo = (checks: readonly Check[]): string =>
  `${checks.map((check) => CHECKS[check]).join('·')} 상태 검사`;

interface Since {
  readonly checks: readonly Check[];
  readonly since: Instant;
}

export const failedSinceKo = ({ checks, since }: Since, say: Say): string =>
  `${say.instant(since)}부터 ${checksKo(checks)}에 실패하고 있습니다`;

export const passesSinceKo = ({ checks, since }: Since, say: Say): string =>
  `${say.instant(since)}부터 ${checksKo(checks)}를 다시 통과하고 있습니다`;

const EVENTS: Readonly<Record<EventCode, string>> = {
  'instance-reboot': '재부팅',
  'system-reboot': '호스트 재부팅',
  'system-maintenance': '호스트 유지 관리',
  'instance-retirement': '하드웨어 폐기',
  'instance-stop': '중지',
  other: '이벤트',
};

interface Planned {
  readonly code: EventCode;
  readonly notBefore: Instant | null;
}

export const plannedKo = ({ code, notBefore }: Planned, say: Say): string => {
  const what = particle(EVENTS[code], '을/를');
  return notBefore === null
    ? `AWS가 시각을 밝히지 않고 ${what} 예약했습니다`
    : `AWS가 ${say.farInstant(notBefore)}에 ${what} 예약했습니다`;
};

const ENDS: Readonly<Record<EventEnd, (event: string) => string>> = {
  completed: (event) => `AWS에 따르면 ${particle(event, '이/가')} 끝났습니다.`,
  canceled: (event) => `AWS가 예약된 ${particle(event, '을/를')} 취소했습니다.`,
  gone: (event) => `예약된 ${particle(event, '이/가')} 이제 AWS의 목록에 없습니다.`,
};

export const overKo = ({ code, how }: { code: EventCode; how: EventEnd }): string =>
  ENDS[how](EVENTS[code]);

const CAUSES: Readonly<Record<Check, string>> = {
  system: '문제는 인스턴스가 아니라 호스트나 그 전원·네트워크에 있어, AWS가 고쳐야 합니다.',
  instance: '문제는 인스턴스의 네트워크 설정이나 메모리, 디스크, 커널에 있습니다.',
  ebs: '접근할 수 없는 EBS 볼륨이 있어 읽기와 쓰기가 멈추거나 실패합니다.',
};

const REPLACED = {
  'instance-store-root': '루트가 인스턴스 스토어에 있어 중지할 수 없습니다',
  'spot-one-time': '일회성 스팟 인스턴스는 중지할 수 없습니다',
  'capacity-block': '용량 블록의 인스턴스는 중지할 수 없습니다',
} as const;

/** What a move to other hardware takes, by whoever can do it. */
function moveKo(handling: Handling, say: Say): readonly string[] {
  switch (handling.by) {
    case 'stop-and-start':
      return changesKo(handling.effects, say);
    case 'replacement':
      return [
        `${REPLACED[handling.because]}. 필요한 데이터를 옮기고 대신할 인스턴스를 새로 시작하세요.`,
      ];
    case 'dedicated-host':
      return ['전용 호스트에서 실행되므로 다시 시작해도 같은 호스트일 수 있습니다.'];
    case 'owner': {
      const owner = particle(OWNERS_KO[handling.owner], '이/가');
      return [`${owner} 관리하는 인스턴스이므로, 직접 중지하면 방해가 될 수 있습니다.`];
    }
    case 'aws':
      return ['AWS 서비스가 운영하는 인스턴스이므로 그쪽에서 처리합니다.'];
  }
}

type Effects = Extract<Handling, { readonly by: 'stop-and-start' }>['effects'];

function changesKo(effects: Effects, say: Say): readonly string[] {
  const { losesPublicIp: lost, idleElasticIp: kept, losesInstanceStore } = effects;
  return [
    '중지했다가 시작하면 다른 하드웨어로 옮겨집니다. 재부팅으로는 옮겨지지 않습니다.',
    ...(lost === null
      ? []
      : [`그러면 퍼블릭 IP 주소 ${particle(say.data(lost), '이/가')} 바뀝니다.`]),
    ...(kept === null ? [] : [`탄력적 IP ${particle(say.data(kept), '은/는')} 그대로 남습니다.`]),
    ...(losesInstanceStore ? ['그러면 인스턴스 스토어 디스크의 데이터는 사라집니다.'] : []),
  ];
}

function impairedKo({ checks, since, handling }: Of<'impaired'>, say: Say): readonly string[] {
  const isInside = checks.includes('instance') && !checks.includes('system');
  const isBelow = checks.includes('system') || checks.includes('ebs');
  const isOthers = handling.by === 'owner' || handling.by === 'aws';
  return [
    `${failedSinceKo({ checks, since }, say)}.`,
    ...causesOf(checks).map((check) => CAUSES[check]),
    ...(isInside && !isOthers ? ['시스템 로그를 확인하세요. 재부팅으로 풀릴 때가 많습니다.'] : []),
    ...(isBelow || isOthers ? moveKo(handling, say) : []),
    'Tierkeeper는 이 때문에 중지하거나 시작하지 않습니다.',
  ];
}

const HAPPENS: Readonly<Record<EventCode, string | null>> = {
  'instance-reboot':
    '그때 AWS가 재부팅하며 주소와 디스크는 그대로입니다. 그 전에 직접 재부팅하면 예약이 없어집니다.',
  'system-reboot': '그때 호스트가 재부팅되어 몇 분 동안 쓸 수 없습니다.',
  'system-maintenance': '그때 한동안 네트워크가 끊기거나 재부팅될 수 있습니다.',
  'instance-retirement': null,
  'instance-stop': null,
  other: null,
};

/** A root on an instance store does not outlive its host. */
function endsKo({ code }: Planned, handling: Handling): readonly string[] {
  const happens = HAPPENS[code];
  if (happens !== null) return [happens];
  if (code === 'other') return [];
  const isLost = handling.by === 'replacement' && handling.because === 'instance-store-root';
  return [
    isLost
      ? '그때 AWS가 인스턴스를 종료하며 디스크의 데이터는 사라집니다.'
      : '그때 AWS가 인스턴스를 중지하며, 누군가 시작할 때까지 꺼져 있습니다.',
  ];
}

const DESCRIPTION_COLUMNS = 200;

function scheduledKo(facts: Of<'scheduled' | 'moved'>, say: Say): readonly string[] {
  const { event, handling } = facts;
  const moves = event.code === 'instance-reboot' || event.code === 'other';
  const isOthers = handling.by === 'owner' || handling.by === 'aws';
  const said = say.data(event.description, DESCRIPTION_COLUMNS);
  return [
    `${plannedKo(event, say)}.`,
    ...(facts.news === 'moved' && facts.before !== null
      ? [`원래는 ${say.farInstant(facts.before)}였습니다.`]
      : []),
    ...(said === '' ? [] : [`AWS의 설명: "${said}".`]),
    ...endsKo(event, handling),
    ...(moves && !isOthers ? [] : moveKo(handling, say)),
  ];
}

const LABELS: HealthLabels = {
  show: 'AWS의 설명을 보려면:',
  allowStop: '먼저 중지를 허용하려면(중지 방지가 켜져 있었습니다):',
  stop: '편한 때에 다른 하드웨어로 옮기려면 먼저 중지하세요:',
  wait: '중지될 때까지 기다린 다음:',
  start: '다시 시작하세요:',
  log: '시스템 로그를 보려면:',
  reboot: '재부팅하려면:',
  volumes: '볼륨에 대한 AWS의 설명을 보려면:',
  putOff: (until) => `AWS가 허용하는 경우 ${until}까지 미루려면:`,
};

function titleOf(facts: Facts, say: Say): string {
  const name = say.name(facts.subject);
  switch (facts.news) {
    case 'impaired':
      return `${name}: ${checksKo(facts.checks)} 실패`;
    case 'well':
      return `${particle(name, '이/가')} 정상으로 돌아왔습니다`;
    case 'scheduled':
      return `${name}: AWS가 ${particle(EVENTS[facts.event.code], '을/를')} 예약했습니다`;
    case 'moved':
      return `${name}: AWS가 ${EVENTS[facts.event.code]} 시각을 옮겼습니다`;
    case 'over': {
      const event = particle(EVENTS[facts.code], '이/가');
      return `${name}: 예약된 ${event} ${facts.how === 'completed' ? '끝났습니다' : '없어졌습니다'}`;
    }
  }
}

function sentencesOf(facts: Facts, say: Say): readonly string[] {
  switch (facts.news) {
    case 'impaired':
      return impairedKo(facts, say);
    case 'well':
      return [
        `${say.instant(facts.since)}부터 실패하던 ${checksKo(facts.checks)}를 다시 통과합니다.`,
      ];
    case 'scheduled':
    case 'moved':
      return scheduledKo(facts, say);
    case 'over':
      return [overKo(facts)];
  }
}

export const healthKo = (facts: Facts, say: Say): Worded =>
  worded({
    title: titleOf(facts, say),
    sentences: sentencesOf(facts, say),
    about: say.identity(facts.subject),
    actions: healthActions(facts, LABELS, say),
  });
