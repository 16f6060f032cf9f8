/** Every kind of message in English: what, why, what it saves or costs, and how to undo it. */

import { microUsd, sumOf } from '../../model/money.ts';
import type { Notice, NoticeFacts, StopEffects, Subject, VolumeFacts } from '../../model/notice.ts';
import { TAG } from '../../model/tag.ts';
import { type Action, type NoticeCatalogue, noticeIn, type Worded } from './catalogue.ts';
import * as command from './command.ts';
import { FAULTS_EN } from './fault-en.ts';
import { RESULTS_EN, reasonEn } from './reason-en.ts';
import type { Say } from './say.ts';

const worded = (
  title: string,
  sentences: readonly string[],
  actions: readonly Action[] = [],
): Worded => ({ title, sentences, actions, parts: [] });

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const identity = ({ instanceId, type }: Subject, say: Say): string =>
  type === '' ? `Instance ${instanceId}.` : `Instance ${instanceId}, ${say.data(type)}.`;

const saving = ({ savesMicroUsdPerHour: hour }: StopEffects, say: Say): string =>
  hour === null
    ? 'How much that saves is not known here: its price is unknown.'
    : `Stopped, it saves ${say.money(hour)} an hour, ${say.money(microUsd(hour * 24))} a day.`;

function addresses({ losesPublicIp, idleElasticIp }: StopEffects, say: Say): readonly string[] {
  const lost =
    `It loses its public address ${say.data(losesPublicIp ?? '')}; ` +
    `the next start gives it another.`;
  const idle =
    `Its Elastic IP ${say.data(idleElasticIp ?? '')} stays its own, ` +
    `and costs money also while it is stopped.`;
  return [...(losesPublicIp === null ? [] : [lost]), ...(idleElasticIp === null ? [] : [idle])];
}

const startAgain = ({ instanceId }: Subject, say: Say): Action => ({
  label: 'To start again:',
  command: command.startInstance(instanceId, say.view),
});

const stopNow = ({ instanceId }: Subject, say: Say): Action => ({
  label: 'To stop:',
  command: command.stopInstance(instanceId, say.view),
});

const neverIdle = ({ instanceId }: Subject, say: Say): Action => ({
  label: 'To rule out idle stops:',
  command: command.setTag(instanceId, command.NEVER_IDLE, say.view),
});

const VERBS = { stop: 'stop', start: 'start', associate: 'get its address' } as const;

/** What a person can do about a call that failed. */
function remedies({ subject, verb, result }: NoticeFacts['did-not-work'], say: Say): Action[] {
  const { instanceId } = subject;
  if (result === 'protected') {
    const label = 'To allow stops again:';
    return [{ label, command: command.allowStop(instanceId, say.view) }];
  }
  const look = {
    label: 'To see what AWS says:',
    command: command.showState(instanceId, say.view),
  };
  if (verb === 'associate') {
    return [{ label: 'To see your addresses:', command: command.listAddresses(say.view) }];
  }
  const again = verb === 'stop' ? stopNow(subject, say) : startAgain(subject, say);
  return [look, again];
}

function volume(facts: VolumeFacts, say: Say): Worded {
  const { volumeId, name, sizeGiB, type, monthlyMicroUsd, device, encrypted } = facts;
  const called = name === volumeId ? '' : ` "${say.data(name, 40)}"`;
  const price =
    monthlyMicroUsd === null ? say.price(null) : `${say.money(monthlyMicroUsd)} a month`;
  const locked = encrypted ? ', encrypted' : '';
  return {
    title: `${volumeId}${called}`,
    sentences: [
      `${say.count(sizeGiB)} GiB ${say.data(type)}${locked}, was ${say.data(device)}: ${price}.`,
    ],
    actions: [
      {
        label: 'To keep a copy first (snapshots cost money too, but less):',
        command: command.snapshotVolume(volumeId, say.view),
      },
      {
        label: 'To delete for good:',
        command: command.deleteVolume(volumeId, say.view),
      },
      {
        label: 'To keep, and hear no more of it:',
        command: command.setTag(volumeId, command.KEEP, say.view),
      },
    ],
    parts: [],
  };
}

function leftCost(volumes: readonly VolumeFacts[], say: Say): string {
  const known = volumes.flatMap(({ monthlyMicroUsd }) => monthlyMicroUsd ?? []);
  if (known.length === 0) return 'What they cost is not known here, but it is not nothing.';
  const more = known.length < volumes.length ? ', and more for those whose price is unknown' : '';
  return `They cost ${say.money(sumOf(known))} a month${more}, until somebody deletes them.`;
}

const LINES = {
  'would-stop': (name: string) => `${name} would have been stopped`,
  'would-start': (name: string) => `${name} would have been started`,
  'would-associate': (name: string) => `${name} would have got its address`,
  proposal: (name: string) => `${name} could be stopped`,
  unreadable: (name: string) => `${name} has a tag that cannot be read`,
  missed: (name: string) => `${name} missed a time of its schedule`,
  'over-limit': (name: string) => `${name} waits because of a limit`,
  unknown: (name: string) => `${name} cannot be judged`,
} as const;

/** What turns a line of the digest into a deed, where there is one. */
function lineActions({ subject, line }: NoticeFacts['digest'], say: Say): readonly Action[] {
  if (line !== 'proposal') return [];
  const label = 'To have it stopped after 60 idle minutes:';
  const tag = command.IDLE_AFTER_AN_HOUR;
  return [{ label, command: command.setTag(subject.instanceId, tag, say.view) }];
}

const TROUBLES = {
  'nobody-to-warn': () =>
    worded('Nobody receives the warnings of Tierkeeper', [
      'So nothing that must be warned about is stopped.',
      'Open the mail "AWS Notification - Subscription Confirmation" and choose "Confirm ' +
        'subscription".',
    ]),
  'family-refused': ({ family, fault }: NoticeFacts['own-trouble'], say: Say) =>
    worded(`Tierkeeper could not read ${say.data(family ?? 'everything')}`, [
      fault === null ? 'AWS refused.' : FAULTS_EN[fault.code](fault, say),
      'What depends on it is left alone until it can be read.',
    ]),
  'pass-failed': ({ fault }: NoticeFacts['own-trouble'], say: Say) =>
    worded('A pass of Tierkeeper failed', [
      ...(fault === null ? [] : [FAULTS_EN[fault.code](fault, say)]),
      'The next pass, in 5 minutes, begins anew; what was under way is looked at again.',
    ]),
} as const;

const NOTICES_EN: NoticeCatalogue = {
  'about-to-stop': ({ subject, reason, stopAt, effects }, say) => {
    const morning = command.morningAfter(stopAt, say.view);
    return worded(
      `${say.name(subject)} stops at ${say.clock(stopAt)}`,
      [
        reasonEn(reason, say),
        saving(effects, say),
        ...addresses(effects, say),
        identity(subject, say),
      ],
      [
        {
          label: `To keep running until ${say.instant(morning)}:`,
          command: command.hold(subject.instanceId, morning, say.view),
        },
      ],
    );
  },
  stopped: ({ subject, reason, effects }, say) =>
    worded(
      `${say.name(subject)} is stopped`,
      [
        reasonEn(reason, say),
        saving(effects, say),
        ...addresses(effects, say),
        identity(subject, say),
      ],
      [startAgain(subject, say), ...(reason.key === 'idle' ? [neverIdle(subject, say)] : [])],
    ),
  started: ({ subject, reason, costsMicroUsdPerHour: hour = null }, say) =>
    worded(
      `${say.name(subject)} is started`,
      [
        reasonEn(reason, say),
        hour === null
          ? 'It costs money again while it runs.'
          : `Running, it costs ${say.money(hour)} an hour.`,
        identity(subject, say),
      ],
      [stopNow(subject, say)],
    ),
  'did-not-work': (facts, say) => {
    const { subject, verb, result, reason, fault } = facts;
    const because = fault === null ? RESULTS_EN[result] : FAULTS_EN[fault.code](fault, say);
    const known = result === 'refused' || fault === null ? [] : [RESULTS_EN[result]];
    return worded(
      `${say.name(subject)} did not ${VERBS[verb]}`,
      [...known, because, reasonEn(reason, say), identity(subject, say)],
      remedies(facts, say),
    );
  },
  withdrawn: ({ subject, reason }, say) =>
    worded(
      `${say.name(subject)} stays on`,
      [reasonEn(reason, say), 'The warning is withdrawn.', identity(subject, say)],
      [stopNow(subject, say)],
    ),
  'address-restored': ({ subject, publicIp, allocationId }, say) =>
    worded(
      `${say.name(subject)} has its address ${say.data(publicIp)} back`,
      [
        `Its tag claims the address (${say.data(allocationId)}), and nobody else had it.`,
        'An address in use costs no more than an idle one.',
        identity(subject, say),
      ],
      [
        {
          label: 'To give up the claim:',
          command: command.dropTags(subject.instanceId, [TAG.eip, TAG.eipPool], say.view),
        },
      ],
    ),
  'address-missing': ({ subject, reason, allocationId }, say) => {
    const left = reason.key === 'address-left';
    const show = { label: 'To see your addresses:', command: command.listAddresses(say.view) };
    return worded(
      left
        ? `${say.name(subject)} is gone, its address is still paid for`
        : `${say.name(subject)} has not got its address`,
      [reasonEn(reason, say), identity(subject, say)],
      left && allocationId !== null ? leftAddress(allocationId, say) : [show],
    );
  },
  'volumes-left': ({ subject, volumes }, say) => ({
    title: `${say.name(subject)} is gone, ${plural(volumes.length, 'volume')} stayed`,
    sentences: [leftCost(volumes, say), identity(subject, say)],
    actions: [],
    parts: volumes.map((one) => volume(one, say)),
  }),
  digest: (facts, say) =>
    worded(
      LINES[facts.line](say.name(facts.subject)),
      [reasonEn(facts.reason, say)],
      lineActions(facts, say),
    ),
  'own-trouble': (facts, say) => TROUBLES[facts.trouble](facts, say),
};

const leftAddress = (
  id: NonNullable<NoticeFacts['address-missing']['allocationId']>,
  say: Say,
): readonly Action[] => [
  {
    label: 'To give it back to AWS (you cannot get the same one again):',
    command: command.releaseAddress(id, say.view),
  },
  {
    label: 'To keep, and hear no more of it:',
    command: command.setTag(id, command.KEEP, say.view),
  },
];

export const noticeEn = (notice: Notice, say: Say): Worded => noticeIn(NOTICES_EN, notice, say);
