/** Every kind of message in English: what, why, what it saves or costs, and how to undo it. */
import type { AllocationId } from '../../model/ids.ts';
import { microUsd, sumOf } from '../../model/money.ts';
import type { Notice, NoticeFacts, StopEffects, Subject, VolumeFacts } from '../../model/notice.ts';
import { TAG } from '../../model/tag.ts';
import { type Action, type NoticeCatalogue, noticeIn, type Worded, worded } from './catalogue.ts';
import * as command from './command.ts';
import { FAULTS_EN, quotedEn } from './fault-en.ts';
import { RESULTS_EN, reasonEn } from './reason-en.ts';
import type { Say } from './say.ts';

function effectsOf(effects: StopEffects, say: Say): readonly string[] {
  const { savesMicroUsdPerHour: hour, losesPublicIp, idleElasticIp } = effects;
  const saving =
    hour === null
      ? 'How much that saves is not known here: its price is unknown.'
      : `Stopped, it saves ${say.money(hour)} an hour, ${say.money(microUsd(hour * 24))} a day.`;
  const lost =
    `It loses its public address ${say.data(losesPublicIp ?? '')}; ` +
    'the next start gives it another.';
  const idle =
    `Its Elastic IP ${say.data(idleElasticIp ?? '')} stays its own, ` +
    'and costs money also while it is stopped.';
  return [
    saving,
    ...(losesPublicIp === null ? [] : [lost]),
    ...(idleElasticIp === null ? [] : [idle]),
  ];
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

const showAddresses = (say: Say): Action => ({
  label: 'To see your addresses:',
  command: command.listAddresses(say.view),
});

const VERBS = { stop: 'stop', start: 'start', associate: 'get its address' } as const;

/** What became of a call, and what AWS said to it. */
function failure({ verb, result, fault }: NoticeFacts['did-not-work'], say: Say): string[] {
  if (fault === null) return [RESULTS_EN[result]];
  if (result === 'refused') return [FAULTS_EN[fault.code](fault, say)];
  const hint = 'Often an encrypted disk has a KMS key that EC2 may not use.';
  const fellBack = result === 'fell-back' && verb === 'start';
  return [RESULTS_EN[result], quotedEn(fault, say), ...(fellBack ? [hint] : [])];
}

/** What a person can do about a call that failed. */
function remedies(facts: NoticeFacts['did-not-work'], say: Say): readonly Action[] {
  const { subject, verb, result } = facts;
  const { instanceId } = subject;
  if (verb === 'associate') return [showAddresses(say)];
  if (result === 'protected') {
    const keep = command.setTag(instanceId, command.KEEP, say.view);
    const allow = command.allowStop(instanceId, say.view);
    return [
      { label: 'To be left alone for good:', command: keep },
      { label: 'To allow stops again:', command: allow },
    ];
  }
  const show = command.showState(instanceId, say.view);
  const again = verb === 'stop' ? stopNow(subject, say) : startAgain(subject, say);
  return [{ label: 'To see what AWS says:', command: show }, again];
}

function volume(facts: VolumeFacts, say: Say): Worded {
  const { volumeId, name, sizeGiB, type, monthlyMicroUsd: monthly, device, encrypted } = facts;
  const called = name === volumeId ? '' : ` "${say.data(name, 40)}"`;
  const price = monthly === null ? say.price(null) : `${say.money(monthly)} a month`;
  const locked = encrypted ? ', encrypted' : '';
  const what = `${say.count(sizeGiB)} GiB ${say.data(type)}${locked}, was ${say.data(device)}`;
  return worded({
    title: `${volumeId}${called}`,
    sentences: [`${what}: ${price}.`],
    actions: [
      {
        label: 'To keep a copy first (a snapshot costs less, but not nothing):',
        command: command.snapshotVolume(volumeId, say.view),
      },
      { label: 'To delete for good:', command: command.deleteVolume(volumeId, say.view) },
      {
        label: 'To keep, and hear no more of it:',
        command: command.setTag(volumeId, command.KEEP, say.view),
      },
    ],
  });
}

function leftCost(volumes: readonly VolumeFacts[], say: Say): string {
  const [they, cost, them] =
    volumes.length === 1 ? ['It', 'costs', 'it'] : ['They', 'cost', 'them'];
  const known = volumes.flatMap(({ monthlyMicroUsd }) => monthlyMicroUsd ?? []);
  if (known.length === 0) return `What ${them} costs is not known here, but it is not nothing.`;
  const more = known.length < volumes.length ? ', and more for what has no known price' : '';
  const sum = say.money(sumOf(known));
  return `${they} ${cost} ${sum} a month${more}, until somebody deletes ${them}.`;
}

const LINES: Readonly<Record<NoticeFacts['digest']['line'], (name: string) => string>> = {
  'would-stop': (name) => `${name} would have been stopped`,
  'would-start': (name) => `${name} would have been started`,
  'would-associate': (name) => `${name} would have got its address`,
  proposal: (name) => `${name} could be stopped`,
  unreadable: (name) => `${name} has a tag that cannot be read`,
  missed: (name) => `${name} missed a time of its schedule`,
  'over-limit': (name) => `${name} waits because of a limit`,
  unknown: (name) => `${name} cannot be judged`,
};

/** What turns a line of the digest into a deed, where there is one. */
function lineActions({ subject, line }: NoticeFacts['digest'], say: Say): readonly Action[] {
  if (line !== 'proposal') return [];
  const accept = command.setTag(subject.instanceId, command.IDLE_AFTER_AN_HOUR, say.view);
  return [{ label: 'To have it stopped after 60 idle minutes:', command: accept }];
}

type Trouble = NoticeFacts['own-trouble'];

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
  'pass-failed': ({ fault }, say) =>
    worded({
      title: 'A pass failed',
      sentences: [
        ...(fault === null ? [] : [FAULTS_EN[fault.code](fault, say)]),
        'The next pass, in 5 minutes, looks at everything again.',
      ],
    }),
};

const leftAddress = (id: AllocationId, say: Say): readonly Action[] => [
  {
    label: 'To give it back to AWS (you cannot get the same one again):',
    command: command.releaseAddress(id, say.view),
  },
  {
    label: 'To keep, and hear no more of it:',
    command: command.setTag(id, command.KEEP, say.view),
  },
];

const NOTICES_EN: NoticeCatalogue = {
  'about-to-stop': ({ subject, reason, stopAt, effects }, say) => {
    const morning = command.morningAfter(stopAt, say.view);
    const hold = command.hold(subject.instanceId, morning, say.view);
    return worded({
      title: `${say.name(subject)} stops at ${say.clock(stopAt)}`,
      sentences: [reasonEn(reason, say), ...effectsOf(effects, say)],
      about: say.identity(subject),
      actions: [{ label: `To keep running until ${say.instant(morning)}:`, command: hold }],
    });
  },
  stopped: ({ subject, reason, effects }, say) =>
    worded({
      title: `${say.name(subject)} is stopped`,
      sentences: [reasonEn(reason, say), ...effectsOf(effects, say)],
      about: say.identity(subject),
      actions: [
        startAgain(subject, say),
        ...(reason.key === 'idle' ? [neverIdle(subject, say)] : []),
      ],
    }),
  started: ({ subject, reason, costsMicroUsdPerHour: hour = null }, say) =>
    worded({
      title: `${say.name(subject)} is started`,
      sentences: [
        reasonEn(reason, say),
        hour === null
          ? 'It costs money again while it runs.'
          : `Running, it costs ${say.money(hour)} an hour.`,
      ],
      about: say.identity(subject),
      actions: [stopNow(subject, say)],
    }),
  'did-not-work': (facts, say) =>
    worded({
      title: `${say.name(facts.subject)} did not ${VERBS[facts.verb]}`,
      sentences: [...failure(facts, say), reasonEn(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: remedies(facts, say),
    }),
  withdrawn: ({ subject, reason }, say) =>
    worded({
      title: `${say.name(subject)} stays on`,
      sentences: [reasonEn(reason, say), 'The warning is withdrawn.'],
      about: say.identity(subject),
      actions: [stopNow(subject, say)],
    }),
  'address-restored': ({ subject, publicIp, allocationId }, say) =>
    worded({
      title: `${say.name(subject)} has its address ${say.data(publicIp)} back`,
      sentences: [
        `Its tag claims the address (${say.data(allocationId)}), and nobody else had it.`,
        'In use, an address costs no more than idle.',
      ],
      about: say.identity(subject),
      actions: [
        {
          label: 'To give up the claim:',
          command: command.dropTags(subject.instanceId, [TAG.eip, TAG.eipPool], say.view),
        },
      ],
    }),
  'address-missing': ({ subject, reason, allocationId }, say) => {
    const [name, left] = [say.name(subject), reason.key === 'address-left'];
    return worded({
      title: left
        ? `${name} is gone, its address is still paid for`
        : `${name} has not got its address`,
      sentences: [reasonEn(reason, say)],
      about: say.identity(subject),
      actions:
        left && allocationId !== null ? leftAddress(allocationId, say) : [showAddresses(say)],
    });
  },
  'volumes-left': ({ subject, volumes }, say) => {
    const stayed = volumes.length === 1 ? 'a volume' : `${volumes.length} volumes`;
    return worded({
      title: `${say.name(subject)} is gone, ${stayed} stayed`,
      sentences: [leftCost(volumes, say)],
      about: say.identity(subject),
      parts: volumes.map((one) => volume(one, say)),
    });
  },
  digest: (facts, say) =>
    worded({
      title: LINES[facts.line](say.name(facts.subject)),
      sentences: [reasonEn(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: lineActions(facts, say),
    }),
  'own-trouble': (facts, say) => TROUBLES[facts.trouble](facts, say),
};

export const noticeEn = (notice: Notice, say: Say): Worded => noticeIn(NOTICES_EN, notice, say);
