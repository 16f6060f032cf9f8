/** Trouble of Tierkeeper itself, in English. */
import type { ChannelLine } from '../../model/digest.ts';
import type { Fault, FaultCode } from '../../model/fault.ts';
import type { LookedPlace } from '../../model/managed-place.ts';
import type { NoticeFacts } from '../../model/notice.ts';
import { type NoticeCatalogue, type Worded, worded } from './catalogue.ts';
import { FAULTS_EN } from './fault-en.ts';
import { knownWord } from './known-word.ts';
import { capital } from './list.ts';
import { whichPlace } from './looked-place.ts';
import type { Say } from './say.ts';

type Trouble = NoticeFacts['own-trouble'];

const CHANNELS: Readonly<Record<string, string>> = {
  sns: 'the SNS topic for mail',
  'event-bridge': 'the event bus',
  'slack-webhook': 'the Slack webhook',
  'slack-app': 'the Slack app',
};

const channelEn = (name: string | null, say: Say): string =>
  knownWord(CHANNELS, name ?? '') ?? say.data(name ?? '');

/** What Slack refuses has its advice in the refusal. */
const REMEDIES: Partial<Record<FaultCode, string>> = {
  'access-denied': 'Deploying again gives the permission back.',
  'not-found': 'Deploying again makes it anew.',
};

const refusalEn = (fault: Fault | null, say: Say): readonly string[] =>
  fault === null
    ? ['They are refused.']
    : [FAULTS_EN[fault.code](fault, say), REMEDIES[fault.code] ?? ''].filter((text) => text !== '');

const lostEn = (lost: number): string => {
  if (lost === 0) return 'no message was lost there';
  return lost === 1 ? 'one message was lost there' : `${lost} messages were lost there`;
};

/** `The Slack webhook has refused messages since …`. */
export function channelLineEn({ channel, since, until, ...of }: ChannelLine, say: Say): string {
  const name = capital(channelEn(channel, say));
  if (until !== null) {
    const span = `from ${say.instant(since)} to ${say.instant(until)}`;
    return `${name} works again. It refused messages ${span}: ${lostEn(of.lost)}.`;
  }
  const waits = of.waiting === 0 ? '' : `, ${of.waiting} will be tried again`;
  const why = refusalEn(of.fault, say).join(' ');
  return `${name} has refused messages since ${say.instant(since)}: ${lostEn(of.lost)}${waits}. ${why}`;
}

/** `123456789012 (shop), us-east-1: last looked at …`. */
function unlookedEn(place: LookedPlace, say: Say): string {
  const { since } = place;
  const last = since === null ? 'not looked at yet' : `last looked at ${say.instant(since)}`;
  return `${whichPlace(place, say)}: ${last}.`;
}

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
  'channel-refused': ({ family, fault, refused }, say) =>
    worded({
      title: `Messages do not get through: ${channelEn(family, say)}`,
      sentences: [
        ...refusalEn(fault, say),
        ...(refused ? [`It has refused them since ${say.instant(refused.since)}.`] : []),
        'Other channels go on. A stop that needs a warning is made only if one of them took it.',
        'You will hear when it works again.',
      ],
    }),
  'channel-works': ({ family, refused }, say) =>
    worded({
      title: `Messages get through again: ${channelEn(family, say)}`,
      sentences: refused
        ? [
            `It refused them from ${say.instant(refused.since)}` +
              `${refused.until === null ? '' : ` to ${say.instant(refused.until)}`}: ` +
              `${lostEn(refused.lost)}.`,
            ...(refused.lost === 0 ? [] : ['What was lost is not sent again.']),
          ]
        : [],
    }),
  'scope-refused': ({ family, fault }, say) =>
    worded({
      title: `Account ${say.data(family ?? '')} does not let Tierkeeper in`,
      sentences: [
        fault === null ? 'AWS refused.' : FAULTS_EN[fault.code](fault, say),
        'Deploy the spoke template there, with the external id of the policy ' +
          '(docs/many-accounts.md), or take the account out of select.accounts.',
        'Until then nothing in it is looked after; everything else goes on.',
      ],
    }),
  'places-unlooked': ({ unlooked }, say) =>
    worded({
      title: 'Some places of the policy are not looked after',
      sentences: [
        ...(unlooked?.places ?? []).map((place) => unlookedEn(place, say)),
        ...(unlooked && unlooked.more > 0 ? [`And ${unlooked.more} more.`] : []),
        '"npx tierkeeper trouble" says what failed. Home and all other places are looked after.',
      ],
    }),
  'pass-failed': ({ fault }, say) =>
    worded({
      title: 'A look at the account failed',
      sentences: [
        ...(fault === null ? [] : [FAULTS_EN[fault.code](fault, say)]),
        'The next one, in 5 minutes, looks at everything again.',
      ],
    }),
};

export const troubleEn: NoticeCatalogue['own-trouble'] = (facts, say) =>
  TROUBLES[facts.trouble](facts, say);
