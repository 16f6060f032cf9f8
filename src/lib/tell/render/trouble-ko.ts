/** Trouble of Tierkeeper itself, in Korean. */
import type { ChannelLine } from '../../model/digest.ts';
import type { Fault, FaultCode } from '../../model/fault.ts';
import type { LookedPlace } from '../../model/managed-place.ts';
import type { NoticeFacts } from '../../model/notice.ts';
import { type NoticeCatalogue, type Worded, worded } from './catalogue.ts';
import { FAULTS_KO } from './fault-ko.ts';
import { knownWord } from './known-word.ts';
import { whichPlace } from './looked-place.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';
import { familyKo } from './term-ko.ts';

type Trouble = NoticeFacts['own-trouble'];

const CHANNELS: Readonly<Record<string, string>> = {
  sns: '메일을 보내는 SNS 주제',
  'event-bridge': 'EventBridge 버스',
  'slack-webhook': 'Slack 웹후크',
  'slack-app': 'Slack 앱',
};

const channelKo = (name: string | null, say: Say): string =>
  knownWord(CHANNELS, name ?? '') ?? say.data(name ?? '');

/** What Slack refuses has its advice in the refusal. */
const REMEDIES: Partial<Record<FaultCode, string>> = {
  'access-denied': '다시 배포하면 권한이 돌아옵니다.',
  'not-found': '다시 배포하면 새로 만들어집니다.',
};

const refusalKo = (fault: Fault | null, say: Say): readonly string[] =>
  fault === null
    ? ['거부되고 있습니다.']
    : [FAULTS_KO[fault.code](fault, say), REMEDIES[fault.code] ?? ''].filter((text) => text !== '');

const lostKo = (lost: number): string =>
  lost === 0 ? '전달하지 못한 메시지는 없습니다' : `메시지 ${lost}건을 전달하지 못했습니다`;

/** `Slack 웹후크가 …부터 메시지를 거부하고 있습니다.` */
export function channelLineKo({ channel, since, until, ...of }: ChannelLine, say: Say): string {
  const name = particle(channelKo(channel, say), '이/가');
  if (until !== null) {
    const span = `${say.instant(since)}부터 ${say.instant(until)}까지`;
    return `${name} 다시 동작합니다. ${span} 메시지를 거부했고, ${lostKo(of.lost)}.`;
  }
  const waits = of.waiting === 0 ? '' : ` ${of.waiting}건은 다시 보내 봅니다.`;
  const why = refusalKo(of.fault, say).join(' ');
  return (
    `${name} ${say.instant(since)}부터 메시지를 거부하고 있습니다. ${lostKo(of.lost)}.` +
    `${waits} ${why}`
  );
}

/** `123456789012 (shop), us-east-1: …에 마지막으로 확인했습니다.` */
function unlookedKo(place: LookedPlace, say: Say): string {
  const { since } = place;
  const last =
    since === null
      ? '아직 한 번도 확인하지 못했습니다'
      : `${say.instant(since)}에 마지막으로 확인했습니다`;
  return `${whichPlace(place, say)}: ${last}.`;
}

const TROUBLES: Readonly<Record<Trouble['trouble'], (facts: Trouble, say: Say) => Worded>> = {
  'nobody-to-warn': () =>
    worded({
      title: '경고를 받는 사람이 없습니다',
      sentences: [
        '그래서 미리 알려야 하는 중지는 하지 않습니다.',
        '"AWS Notification - Subscription Confirmation" 메일을 열어 ' +
          '"Confirm subscription"을 눌러 주세요.',
      ],
    }),
  'family-refused': ({ family, fault }, say) =>
    worded({
      title: `${familyKo(family ?? '', say)} 목록을 읽지 못했습니다`,
      sentences: [
        fault === null ? 'AWS가 거부했습니다.' : FAULTS_KO[fault.code](fault, say),
        '읽을 수 있을 때까지 관련된 것은 그대로 둡니다.',
      ],
    }),
  'alarms-refused': ({ fault }, say) =>
    worded({
      title: 'Tierkeeper의 경보를 관리하지 못했습니다',
      sentences: [
        fault === null ? 'AWS가 거부했습니다.' : FAULTS_KO[fault.code](fault, say),
        '나머지는 그대로 동작하며, 경보가 없어도 5분마다 확인합니다.',
        '경보를 쓰지 않으려면 policy.yml에 "alarms: off"를 적어 주세요.',
      ],
    }),
  'channel-refused': ({ family, fault, refused }, say) =>
    worded({
      title: `${channelKo(family, say)}에 메시지를 보내지 못하고 있습니다`,
      sentences: [
        ...refusalKo(fault, say),
        ...(refused ? [`${say.instant(refused.since)}부터 거부되고 있습니다.`] : []),
        '다른 채널로는 계속 알립니다. 미리 알려야 하는 중지는 그중 하나로 경고가 전달되었을 때만 합니다.',
        '다시 동작하면 알려 드립니다.',
      ],
    }),
  'channel-works': ({ family, refused }, say) =>
    worded({
      title: `${channelKo(family, say)}에 다시 메시지를 보낼 수 있습니다`,
      sentences: refused
        ? [
            `${say.instant(refused.since)}부터 ` +
              `${refused.until === null ? '' : `${say.instant(refused.until)}까지 `}` +
              `거부되었고, ${lostKo(refused.lost)}.`,
            ...(refused.lost === 0 ? [] : ['전달하지 못한 메시지는 다시 보내지 않습니다.']),
          ]
        : [],
    }),
  'scope-refused': ({ family, fault }, say) =>
    worded({
      title: `계정 ${say.data(family ?? '')}에 들어갈 수 없습니다`,
      sentences: [
        fault === null ? 'AWS가 거부했습니다.' : FAULTS_KO[fault.code](fault, say),
        '그 계정에 정책과 같은 외부 ID(external ID)로 스포크 템플릿을 배포하거나' +
          '(docs/many-accounts.md), select.accounts에서 그 계정을 빼 주세요.',
        '그때까지 그 계정은 관리하지 못하며, 나머지는 그대로 동작합니다.',
      ],
    }),
  'places-unlooked': ({ unlooked }, say) =>
    worded({
      title: '정책의 select에 있는데 확인하지 못한 곳이 있습니다',
      sentences: [
        ...(unlooked?.places ?? []).map((place) => unlookedKo(place, say)),
        ...(unlooked && unlooked.more > 0 ? [`이 밖에 ${unlooked.more}곳이 더 있습니다.`] : []),
        '무엇이 실패했는지는 "npx tierkeeper trouble"로 볼 수 있습니다. 나머지는 그대로 동작합니다.',
      ],
    }),
  'pass-failed': ({ fault }, say) =>
    worded({
      title: '점검에 실패했습니다',
      sentences: [
        ...(fault === null ? [] : [FAULTS_KO[fault.code](fault, say)]),
        '5분 뒤 다음 점검에서 모두 다시 확인합니다.',
      ],
    }),
};

export const troubleKo: NoticeCatalogue['own-trouble'] = (facts, say) =>
  TROUBLES[facts.trouble](facts, say);
