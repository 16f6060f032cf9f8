/** Every kind of message in English: what, why, what it saves or costs, and how to undo it. */
import { type AllocationId, isInstanceId } from '../../model/ids.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { Notice, NoticeFacts, StopEffects, Subject } from '../../model/notice.ts';
import { HOURS_PER_MONTH } from '../../model/price.ts';
import type { Reason } from '../../model/reason.ts';
import { stateReasonOf } from '../../model/state-reason.ts';
import { TAG } from '../../model/tag.ts';
import { bulletinEn } from './bulletin-en.ts';
import {
  type Action,
  type NoticeCatalogue,
  noticeIn,
  type OfferWords,
  type Worded,
  worded,
} from './catalogue.ts';
import * as command from './command.ts';
import { surplusEn } from './credit-reason-en.ts';
import { exposedEn } from './exposure-en.ts';
import { FAULTS_EN, quotedEn } from './fault-en.ts';
import { healthEn } from './health-en.ts';
import { notebookEn } from './notebook-en.ts';
import { noticeOffer } from './offer.ts';
import { RESULTS_EN } from './pass-reason-en.ts';
import { reasonEn } from './reason-en.ts';
import { changedEn, withRepeats } from './repeats.ts';
import type { Say } from './say.ts';
import { STATE_REASONS_EN } from './state-reason-en.ts';
import { troubleEn } from './trouble-en.ts';
import { volumesLeftEn } from './volume-en.ts';

function effectsOf(effects: StopEffects, say: Say): readonly string[] {
  const { savesMicroUsdPerHour: hour, losesPublicIp, idleElasticIp, surplus } = effects;
  const ipv4 = effects.ipv4MicroUsdPerHour ?? null;
  const saving =
    hour === null
      ? 'How much that saves is not known here: its price is unknown.'
      : `Stopped, it saves ${say.money(hour)} an hour, ${say.money(microUsd(hour * 24))} a day.`;
  const lost =
    `It loses its public address ${say.data(losesPublicIp ?? '')}; ` +
    `the next start gives it another.${ipv4 === null ? '' : autoAssigned(ipv4, say)}`;
  const idle =
    `Its Elastic IP ${say.data(idleElasticIp ?? '')} stays its own. While it is stopped ` +
    `the address is idle, which ${ipv4 === null ? 'costs money' : idleAddress(ipv4, say)}, ` +
    'and no free tier covers that.';
  return [
    saving,
    ...(losesPublicIp === null ? [] : [lost]),
    ...(idleElasticIp === null ? [] : [idle]),
    ...(effects.losesInstanceStore === true ? [ERASED] : []),
    ...(surplus ? [surplusEn(surplus, say)] : []),
  ];
}

const ERASED = 'A stop erases what is on its instance-store disks, and nothing brings that back.';

const autoAssigned = (hour: MicroUsd, say: Say): string =>
  ` AWS assigned it, so that saves ${say.money(hour)} an hour more.`;

const idleAddress = (hour: MicroUsd, say: Say): string =>
  `costs ${say.money(microUsd(hour * HOURS_PER_MONTH))} a month`;

const startAgain = ({ instanceId }: Subject, say: Say): Action => ({
  label: 'To start again:',
  command: command.startInstance(instanceId, say.view),
  onPage: true,
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
const HIBERNATION = {
  begun: 'It was hibernated: a start goes on from where it was.',
  'fell-back': 'It was to hibernate, but EC2 only stopped it: what was in its memory is lost.',
  refused: 'AWS had refused to hibernate it: it was a plain stop. What was in its memory is lost.',
} as const;

function failure({ result, fault }: NoticeFacts['did-not-work'], say: Say): string[] {
  if (fault === null) return [RESULTS_EN[result]];
  if (result === 'refused') return [FAULTS_EN[fault.code](fault, say)];
  const words = [RESULTS_EN[result], quotedEn(fault, say)];
  const code = stateReasonOf(fault.awsCode ?? '');
  // What somebody did before the call says nothing of how the call ended.
  const explains = code !== null && !code.startsWith('Client.UserInitiated');
  return explains ? [...words, STATE_REASONS_EN[code]] : words;
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

const LINES: Readonly<Record<NoticeFacts['digest']['line'], (name: string) => string>> = {
  'would-stop': (name) => `${name} would have been stopped`,
  'would-start': (name) => `${name} would have been started`,
  'would-associate': (name) => `${name} would have got its address`,
  proposal: (name) => `${name} could be stopped`,
  unreadable: (name) => `${name} has a tag that cannot be read`,
  missed: (name) => `${name} missed a time of its schedule`,
  'over-limit': (name) => `${name} waits because of a limit`,
  unknown: (name) => `${name} cannot be judged`,
  credits: (name) => `${name} ran short of CPU credits`,
};

function creditMode({ subject, reason }: NoticeFacts['digest'], say: Say): Action {
  const [label, mode] =
    reason.key === 'credits-charged'
      ? (['To be charged nothing, with a slower CPU:', 'standard'] as const)
      : (['To have its full speed, and pay for it:', 'unlimited'] as const);
  return { label, command: command.setCreditMode(subject.instanceId, mode, say.view) };
}

/** What turns a line of the digest into a deed, where there is one. */
function lineActions(facts: NoticeFacts['digest'], say: Say): readonly Action[] {
  const { subject, line } = facts;
  if (line === 'credits') return [creditMode(facts, say)];
  if (line !== 'proposal') return [];
  const accept = command.setTag(subject.instanceId, command.IDLE_AFTER_AN_HOUR, say.view);
  return [{ label: 'To have it stopped after 60 idle minutes:', command: accept }];
}

/** The successor is a guess by its name: declaring the address there is for a person to do. */
function giveToSuccessor({ key, evidence }: Reason, id: AllocationId, say: Say): readonly Action[] {
  const successor = key === 'address-left' ? evidence.successor : null;
  if (successor === null || !isInstanceId(successor)) return [];
  const declare = command.setTag(successor, command.claimOf(id), say.view);
  return [{ label: `If ${successor} took its place, to have it put there:`, command: declare }];
}

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
      actions: [
        { label: `To keep running until ${say.instant(morning)}:`, command: hold, onPage: true },
      ],
    });
  },
  stopped: ({ subject, reason, effects, hibernation }, say) =>
    worded({
      title: `${say.name(subject)} is stopped`,
      sentences: [
        reasonEn(reason, say),
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
        'An address in use costs no more than an idle one.',
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
        left && allocationId !== null
          ? [...giveToSuccessor(reason, allocationId, say), ...leftAddress(allocationId, say)]
          : [showAddresses(say)],
    });
  },
  'volumes-left': volumesLeftEn,
  'exposed-port': exposedEn,
  digest: (facts, say) =>
    worded({
      title: LINES[facts.line](say.name(facts.subject)),
      sentences: [reasonEn(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: lineActions(facts, say),
    }),
  health: healthEn,
  'aws-health': bulletinEn,
  notebook: notebookEn,
  'own-trouble': troubleEn,
};

/** What stands above the link of a message. */
export const OFFER_EN: OfferWords = {
  keepOn: 'To keep it on (an hour more, tonight, until tomorrow or a date):',
  start: 'To start it again:',
  leave: 'To have it left alone until tomorrow or a date:',
  release: 'To release the hold:',
  dropTag: 'To release the hold, by taking its tag away:',
  status: 'All of it as it is now, on one page:',
  each: (label) => `${label} the link under it.`,
};

export const noticeEn = (notice: Notice, say: Say): Worded => ({
  ...withRepeats(noticeIn(NOTICES_EN, notice, say.on(notice.at)), notice, (repeats) =>
    changedEn(repeats, say),
  ),
  offered: noticeOffer(notice, OFFER_EN, say.view),
});
