/** Stops and starts: what is told in which order, and the command that undoes it. */
import type { OutcomeResult } from '../../model/action.ts';
import type { Fault } from '../../model/fault.ts';
import type { Instant } from '../../model/instant.ts';
import type { NoticeFacts, Subject } from '../../model/notice.ts';
import type { Reason } from '../../model/reason.ts';
import { type StateReasonCode, stateReasonOf } from '../../model/state-reason.ts';
import { hourSaved } from '../../model/stop-effects.ts';
import { type Action, type NoticeCatalogue, worded } from './catalogue.ts';
import * as command from './command.ts';
import type { Say } from './say.ts';
import { ofFreeHours, type StopEffectWords, stopEffects } from './stop-effects.ts';

type Failure = NoticeFacts['did-not-work'];

export interface PowerWords {
  reason(because: Reason, say: Say): string;
  readonly effects: StopEffectWords;
  readonly titles: {
    aboutToStop(name: string, at: string): string;
    stopped(name: string): string;
    started(name: string): string;
    failed(verb: Failure['verb'], name: string): string;
    withdrawn(name: string): string;
  };
  /** Where it was to hibernate. */
  readonly hibernation: Readonly<
    Record<NonNullable<NoticeFacts['stopped']['hibernation']>, string>
  >;
  /** What it costs an hour again, of credits or in money; null: the price is unknown. */
  costsAgain(hour: string | null, credits: boolean): string;
  /** Its hours are free: what a month takes of them, and how many there are. */
  takesFree(forecast: string, limit: string): string;
  /** Reserved Instances pay for all of it. */
  readonly reserved: string;
  /** A Savings Plan may pay for all of it, or for a part. */
  readonly planned: string;
  readonly plannedInPart: string;
  readonly warningWithdrawn: string;
  readonly results: Readonly<Record<OutcomeResult, string>>;
  fault(fault: Fault, say: Say): string;
  /** AWS's own words alone. */
  quoted(fault: Fault, say: Say): string;
  readonly stateReasons: Readonly<Record<StateReasonCode, string>>;
  readonly labels: {
    keepUntil(when: string): string;
    readonly startAgain: string;
    readonly stop: string;
    readonly neverIdle: string;
    readonly showAddresses: string;
    readonly showState: string;
    readonly leaveAlone: string;
    readonly allowStop: string;
  };
}

type Told = 'about-to-stop' | 'stopped' | 'started' | 'did-not-work' | 'withdrawn';

export const powerNotices = (words: PowerWords): Pick<NoticeCatalogue, Told> => ({
  'about-to-stop': ({ subject, reason, stopAt, effects }, say) =>
    worded({
      title: words.titles.aboutToStop(say.name(subject), say.clock(stopAt)),
      sentences: [words.reason(reason, say), ...stopEffects(effects, words.effects, say)],
      about: say.identity(subject),
      actions: [keepUntilMorning(subject, stopAt, { words, say })],
    }),
  stopped: ({ subject, reason, effects, hibernation }, say) =>
    worded({
      title: words.titles.stopped(say.name(subject)),
      sentences: [
        words.reason(reason, say),
        ...(hibernation ? [words.hibernation[hibernation]] : []),
        ...stopEffects(effects, words.effects, say),
      ],
      about: say.identity(subject),
      actions: [
        startAgain(subject, words, say),
        ...(reason.key === 'idle' ? [neverIdle(subject, words, say)] : []),
      ],
    }),
  started: ({ subject, reason, ...costs }, say) =>
    worded({
      title: words.titles.started(say.name(subject)),
      sentences: [words.reason(reason, say), startCosts(costs, words, say)],
      about: say.identity(subject),
      actions: [stopNow(subject, words, say)],
    }),
  'did-not-work': (facts, say) =>
    worded({
      title: words.titles.failed(facts.verb, say.name(facts.subject)),
      sentences: [...failure(facts, words, say), words.reason(facts.reason, say)],
      about: say.identity(facts.subject),
      actions: remedies(facts, words, say),
    }),
  withdrawn: ({ subject, reason }, say) =>
    worded({
      title: words.titles.withdrawn(say.name(subject)),
      sentences: [words.reason(reason, say), words.warningWithdrawn],
      about: say.identity(subject),
      actions: [stopNow(subject, words, say)],
    }),
});

type StartCosts = Omit<NoticeFacts['started'], 'subject' | 'reason'>;

function startCosts(costs: StartCosts, words: PowerWords, say: Say): string {
  const { costsMicroUsdPerHour: savesMicroUsdPerHour = null } = costs;
  const known = { ...costs, savesMicroUsdPerHour };
  const hour = hourSaved(known);
  switch (hour?.of) {
    case 'reserved':
      return words.reserved;
    case 'savings-plan':
      return words.planned;
    case 'free-hours':
      return words.takesFree(...ofFreeHours(hour.hours, say));
    case 'money':
    case 'credits': {
      // What a plan may pay for, it may as well not: this is the most.
      const { savingsPlanShare = 0, ...most } = known;
      const { microUsdPerHour } = { ...hour, ...hourSaved(most) };
      const says = words.costsAgain(say.money(microUsdPerHour), hour.of === 'credits');
      return savingsPlanShare > 0 ? `${says} ${words.plannedInPart}` : says;
    }
    case undefined:
      return words.costsAgain(null, costs.byCredits === true);
  }
}

interface Voice {
  readonly words: PowerWords;
  readonly say: Say;
}

function keepUntilMorning({ instanceId }: Subject, stopAt: Instant, { words, say }: Voice): Action {
  const morning = command.morningAfter(stopAt, say.view);
  const label = words.labels.keepUntil(say.instant(morning));
  return { label, command: command.hold(instanceId, morning, say.view), onPage: true };
}

const startAgain = ({ instanceId }: Subject, { labels }: PowerWords, say: Say): Action => ({
  label: labels.startAgain,
  command: command.startInstance(instanceId, say.view),
  onPage: true,
});

const stopNow = ({ instanceId }: Subject, { labels }: PowerWords, say: Say): Action => ({
  label: labels.stop,
  command: command.stopInstance(instanceId, say.view),
});

const neverIdle = ({ instanceId }: Subject, { labels }: PowerWords, say: Say): Action => ({
  label: labels.neverIdle,
  command: command.setTag(instanceId, command.NEVER_IDLE, say.view),
});

/** What became of a call, and what AWS said to it. */
function failure({ result, fault }: Failure, words: PowerWords, say: Say): readonly string[] {
  if (fault === null) return [words.results[result]];
  if (result === 'refused') return [words.fault(fault, say)];
  const told = [words.results[result], words.quoted(fault, say)];
  const code = stateReasonOf(fault.awsCode ?? '');
  // What somebody did before the call says nothing of how the call ended.
  const explains = code !== null && !code.startsWith('Client.UserInitiated');
  return explains ? [...told, words.stateReasons[code]] : told;
}

/** What a person can do about a call that failed. */
function remedies(facts: Failure, words: PowerWords, say: Say): readonly Action[] {
  const { subject, verb, result } = facts;
  const { instanceId } = subject;
  const { labels } = words;
  if (verb === 'associate') {
    return [{ label: labels.showAddresses, command: command.listAddresses(say.view) }];
  }
  if (result === 'protected') {
    const keep = command.setTag(instanceId, command.KEEP, say.view);
    const allow = command.allowStop(instanceId, say.view);
    return [
      { label: labels.leaveAlone, command: keep },
      { label: labels.allowStop, command: allow },
    ];
  }
  const show = command.showState(instanceId, say.view);
  const again = verb === 'stop' ? stopNow(subject, words, say) : startAgain(subject, words, say);
  return [{ label: labels.showState, command: show }, again];
}
