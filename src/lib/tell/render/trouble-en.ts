/** Trouble of Tierkeeper itself, in English. */
import type { NoticeFacts } from '../../model/notice.ts';
import { type NoticeCatalogue, type Worded, worded } from './catalogue.ts';
import { FAULTS_EN } from './fault-en.ts';
import type { Say } from './say.ts';

type Trouble = NoticeFacts['own-trouble'];

const CHANNELS: Readonly<Record<string, string>> = {
  sns: 'the SNS topic',
  'event-bridge': 'the event bus',
  'slack-webhook': 'the webhook of Slack',
  'slack-app': 'the app in Slack',
};

const channelEn = (name: string | null, say: Say): string =>
  CHANNELS[name ?? ''] ?? say.data(name ?? '');

const TROUBLES: Readonly<Record<Trouble['trouble'], (facts: Trouble, say: Say) => Worded>> = {
  'nobody-to-warn': () =>
    worded({
      title: 'Nobody receives the warnings',
      sentences: [
        'So nothing that must be warned about is stopped.',
        'Open the mail "AWS Notification - Subscription Confirmation" ' +
          'and choose "Confirm subscription".',
      ],
    }),
  'family-refused': ({ family, fault }, say) =>
    worded({
      title: `The list of ${say.data(family ?? 'everything')} could not be read`,
      sentences: [
        fault === null ? 'AWS refused.' : FAULTS_EN[fault.code](fault, say),
        'What depends on it is left alone until it can be read.',
      ],
    }),
  'alarms-refused': ({ fault }, say) =>
    worded({
      title: "Tierkeeper's own alarms could not be kept up",
      sentences: [
        fault === null ? 'AWS refused.' : FAULTS_EN[fault.code](fault, say),
        'Everything else goes on; without them Tierkeeper looks every 5 minutes all the same.',
        'To do without them, set "alarms: off" in policy.yml.',
      ],
    }),
  'channel-refused': ({ family, fault }, say) =>
    worded({
      title: `Messages do not get through: ${channelEn(family, say)}`,
      sentences: [
        fault === null ? 'They are refused.' : FAULTS_EN[fault.code](fault, say),
        'They are tried again, and other channels go on.',
      ],
    }),
  'pass-failed': ({ fault }, say) =>
    worded({
      title: 'A pass failed',
      sentences: [
        ...(fault === null ? [] : [FAULTS_EN[fault.code](fault, say)]),
        'The next pass, in 5 minutes, looks at everything again.',
      ],
    }),
};

export const troubleEn: NoticeCatalogue['own-trouble'] = (facts, say) =>
  TROUBLES[facts.trouble](facts, say);
