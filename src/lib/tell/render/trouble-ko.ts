/** Trouble of Tierkeeper itself, in Korean. */
import type { NoticeFacts } from '../../model/notice.ts';
import { type NoticeCatalogue, type Worded, worded } from './catalogue.ts';
import { FAULTS_KO } from './fault-ko.ts';
import type { Say } from './say.ts';
import { familyKo } from './term-ko.ts';

type Trouble = NoticeFacts['own-trouble'];

const CHANNELS: Readonly<Record<string, string>> = {
  sns: 'SNS 주제',
  'event-bridge': 'EventBridge 버스',
  'slack-webhook': 'Slack 웹후크',
  'slack-app': 'Slack 앱',
};

const channelKo = (name: string | null, say: Say): string =>
  CHANNELS[name ?? ''] ?? say.data(name ?? '');

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
  'channel-refused': ({ family, fault }, say) =>
    worded({
      title: `${channelKo(family, say)}에 메시지를 보내지 못하고 있습니다`,
      sentences: [
        fault === null ? '거부되고 있습니다.' : FAULTS_KO[fault.code](fault, say),
        '다시 보내 보며, 다른 채널로는 계속 알립니다.',
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
