/** The Korean around the sentences: headings, counts, the lines of a digest. */
import type { DigestContent } from '../../model/digest.ts';
import type { DigestCounts, DigestSection } from '../../model/digest-section.ts';
import type { NoticeKind } from '../../model/notice.ts';
import type { Words } from './catalogue.ts';
import { FAMILIES_KO, findingKo } from './finding-ko.ts';
import { knownWord } from './known-word.ts';
import { deedsKo, lookedBackKo, savedKo, savedLatelyKo, spentKo } from './look-back-ko.ts';
import { METER_KO } from './meter-ko.ts';
import { monthlyKo } from './monthly.ts';
import { noticeKo, OFFER_KO } from './notice-ko.ts';
import { particle } from './particle.ts';
import { PLACES_KO } from './places-ko.ts';
import { reasonKo } from './reason-ko.ts';
import type { Say } from './say.ts';
import { channelLineKo } from './trouble-ko.ts';
import { newestCopy, provisioned } from './volume-ko.ts';

const HEADINGS: Readonly<Record<NoticeKind, string>> = {
  'about-to-stop': '곧 중지',
  stopped: '중지함',
  started: '시작함',
  'did-not-work': '하지 못함',
  withdrawn: '계속 켜 둠',
  'address-restored': '주소를 다시 연결함',
  'address-missing': '확인할 주소',
  'volumes-left': '남은 볼륨',
  'exposed-port': '누구에게나 열린 포트',
  digest: '알아 둘 것',
  'allowance-threshold': '프리 티어',
  health: '인스턴스 상태와 AWS가 예약한 작업',
  'aws-health': 'AWS Health 소식',
  notebook: 'SageMaker 노트북',
  'own-trouble': 'Tierkeeper 자체의 문제',
};

/** Where a message was to arrive. */
const CHANNELS: Readonly<Record<string, string>> = {
  sns: '메일',
  'event-bridge': 'EventBridge',
  'slack-webhook': 'Slack 웹후크',
  'slack-app': 'Slack 앱',
};

const SUMMARY: readonly (readonly [DigestSection, string])[] = [
  ['trouble', '확인 필요'],
  ['health', '상태'],
  ['done', '처리'],
  ['would', '관찰'],
  ['proposals', '제안'],
  ['unreadable', '읽을 수 없는 태그'],
  ['left', '남은 것'],
  ['meter', '프리 티어 초과'],
  ['forgotten', '잊은 것'],
  ['warnings', '경고 중'],
  ['holds', '보류'],
  ['uncertain', '불확실한 메시지'],
];

function fleet({ fleet: counted }: DigestContent): string {
  if (counted === null) return '인스턴스 목록을 읽지 못했습니다';
  return `실행 중 ${counted.running}대, 중지 ${counted.stopped}대`;
}

/** Many Regions of one trouble are counted. */
const regionsIn = (regions: readonly string[], say: Say): string =>
  regions.length > 3 ? `리전 ${regions.length}곳` : regions.map((one) => say.data(one)).join(', ');

const NEXT = { running: '시작', stopped: '중지' } as const;

function soonest({ next }: DigestContent, say: Say): string {
  const first = next.find(({ mode }) => mode === 'act') ?? next[0];
  if (first === undefined) return '';
  return `, 다음 ${first.to === null ? '차례' : NEXT[first.to]} ${say.clock(first.at)}`;
}

const summary = (counts: Partial<DigestCounts>): string => {
  const parts = SUMMARY.flatMap(([section, word]) => {
    const count = counts[section] ?? 0;
    return count > 0 ? [`${word} ${count}건`] : [];
  });
  if (parts.length === 0) return '아무 일도 없었습니다';
  const first = parts.slice(0, MOST_SUMMED).join(', ');
  return first + (parts.length > MOST_SUMMED ? ' 등' : '');
};

/** A subject is read at a glance. */
const MOST_SUMMED = 3;

export const WORDS_KO: Words = {
  offer: OFFER_KO,
  reason: reasonKo,
  notice: noticeKo,
  pass: {
    heading: (kind, howMany) => `${HEADINGS[kind]}: ${howMany}건`,
    andMore: (others) => `외 ${others}건`,
    others: (names, unnamed) =>
      `그 밖에: ${names.join(', ')}${unnamed === 0 ? '' : ` 외 ${unnamed}건`}.`,
    whereToRun: '명령은 AWS CloudShell에 붙여 넣으면 됩니다.',
    footer: ({ view: { account, region, mode } }) =>
      `Tierkeeper, 계정 ${account}, ${region}.` +
      (mode === 'observe' ? ' 관찰만 하는 중이며, 바꾼 것은 없습니다.' : ''),
  },
  digest: {
    summary,
    between: ', ',
    title: (day) => `Tierkeeper ${day} 요약`,
    nothing: (content, say) =>
      `지난 요약 뒤로 아무 일도 없었습니다. ${fleet(content)}${soonest(content, say)}.`,
    fleet: (content, say) => `지금 ${fleet(content)}${soonest(content, say)}.`,
    headings: {
      trouble: '확인이 필요합니다',
      health: '인스턴스 상태와 AWS가 예약한 작업',
      warnings: '알렸고, 아직 중지하지 않음',
      week: '지난 한 주',
      month: '지난 한 달',
      done: '한 일',
      would: '관찰만 하느라 하지 않은 일',
      proposals: '제안',
      unreadable: '읽을 수 없는 태그',
      left: '남아서 요금이 나가는 것',
      forgotten: '잊고 있을지 모르는 것(모든 리전)',
      meter: '프리 티어, 이번 달(UTC) 최소 사용량',
      holds: '보류 중',
      next: '내일 이 시각까지',
      uncertain: '전달되지 않았을 수 있는 메시지',
    },
    lookedBack: lookedBackKo,
    deeds: deedsKo,
    saved: savedKo,
    spent: spentKo,
    savedLately: savedLatelyKo,
    meter: METER_KO,
    places: PLACES_KO,
    leftCost: ({ monthlyMicroUsd, unpriced, atMost }, say) => {
      if (monthlyMicroUsd === 0) return '가격은 알 수 없지만, 요금이 나갑니다.';
      const more = unpriced === 0 ? '' : ` 가격을 모르는 ${unpriced}개는 뺀 금액입니다.`;
      return `모두 한 달에 ${atMost ? '많아야 ' : ''}${say.money(monthlyMicroUsd)}입니다.${more}`;
    },
    leftVolume: (volume, age, say) => {
      const name = volume.name === '' ? '' : ` "${say.data(volume.name, 40)}"`;
      const type = volume.type === null ? '' : `, ${say.data(volume.type)}`;
      const size = volume.sizeGiB === null ? '' : ` ${say.count(volume.sizeGiB)}GiB`;
      const from = say.data(volume.instanceName, 40);
      const monthly = monthlyKo(volume.monthlyMicroUsd, say);
      const what = `${type}${size}${provisioned(volume, say)}`;
      const locked = volume.encrypted ? ', 암호화됨' : '';
      const copy = newestCopy(volume.newestSnapshot, say);
      const until = volume.attachedUntil;
      const last = until === null ? '' : `, ${say.day(until)}까지 연결됨`;
      return (
        `${monthly}: ${volume.volumeId}${name}${what}${locked}, ` +
        `${from}에서 ${say.duration(age)} 전에 남음${last}${copy}.`
      );
    },
    leftAddress: (address, age, say) => {
      const from = say.data(address.instanceName, 40);
      const ip = say.data(address.publicIp);
      const monthly = monthlyKo(address.monthlyMicroUsd, say);
      return (
        `${monthly}: 탄력적 IP ${ip}(${address.allocationId}), ` +
        `${from}에서 ${say.duration(age)} 전에 남음.`
      );
    },
    finding: (finding, say) => `${findingKo(finding, say)}.`,
    leftOut: (howMany) => `이보다 싼 것이 ${howMany}개 더 있습니다.`,
    unread: ({ regions, family, permission }, say) =>
      `${regionsIn(regions, say)}: ${FAMILIES_KO[family]} 목록을 읽지 못했습니다` +
      `${permission === null ? '' : `. 역할에 ${say.data(permission)} 권한이 없습니다`}.`,
    unlooked: (regions, say) =>
      `시간이 모자라 이번에는 살펴보지 못했습니다: ${regionsIn(regions, say)}.`,
    keepLabel: '남겨 두고 알림을 그만 받으려면:',
    deleteLabel: '완전히 삭제하려면:',
    stopLabel: '중지하려면:',
    releaseLabel: 'AWS에 반납하려면:',
    convertLabel: '쓰는 채로 gp3로 바꾸려면:',
    next: ({ name, instanceId, at, to, mode }, say) => {
      const who = particle(say.name({ name, instanceId }), '을/를');
      const does = mode === 'observe' ? '할 차례이지만 관찰만 합니다' : '합니다';
      const what = to === null ? '차례입니다' : `${NEXT[to]}${does}`;
      const subject = to === null ? `${say.name({ name, instanceId })}의` : who;
      return `${say.instant(at)}: ${subject} ${what}.`;
    },
    channel: channelLineKo,
    uncertainDigest: (date) => `${date} 요약`,
    uncertain: ({ channel, status }, what) =>
      `${what}(${knownWord(CHANNELS, channel) ?? channel}: ` +
      `${status === 'doubtful' ? '확실하지 않음' : '거부됨'})`,
  },
  chat: {
    buttons: {
      hour: '한 시간 더',
      tomorrow: '내일까지',
      date: '날짜를 정해서',
      tonight: '오늘 밤은 켜 두기',
      start: '다시 시작',
      release: '보류 풀기',
    },
    page: '모든 선택 보기',
  },
};
