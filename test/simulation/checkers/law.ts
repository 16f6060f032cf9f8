import type { EntryOf, Invocation } from '../../../src/lib/cloud/simulated/journal.ts';
import { type Instant, toIso } from '../../../src/lib/model/instant.ts';
import type { Intent, IntentTarget } from '../../../src/lib/model/intent.ts';
import type { History } from '../../../src/lib/wiring/history.ts';

/** What a law says was broken: when, and how. */
export interface Violation {
  readonly at: Instant;
  readonly says: string;
}

/** A promise of the product with the check that a whole history kept it. */
export interface Law {
  readonly number: number;
  readonly name: string;
  readonly check: (history: History) => readonly Violation[];
}

/** A promise about two histories of one account: what differs between them must not matter. */
export interface PairLaw {
  readonly number: number;
  readonly name: string;
  readonly check: (one: History, other: History) => readonly Violation[];
}

/** A power call or association that the product made. */
export interface OwnCall extends EntryOf<'call'> {
  readonly actor: Invocation;
}

const isOwn = (entry: EntryOf<'call'>): entry is OwnCall => entry.actor.kind === 'invocation';

export const ownCalls = ({ world }: History): readonly OwnCall[] =>
  world.journal.of('call').filter(isOwn);

/** A change that the product made, or tried to make, to an alarm. */
export interface OwnAlarmCall extends EntryOf<'alarm-call'> {
  readonly actor: Invocation;
}

const isOwnAlarmCall = (entry: EntryOf<'alarm-call'>): entry is OwnAlarmCall =>
  entry.actor.kind === 'invocation';

export const ownAlarmCalls = ({ world }: History): readonly OwnAlarmCall[] =>
  world.journal.of('alarm-call').filter(isOwnAlarmCall);

/** An attempt of an invocation: a retry must keep the laws by itself. */
export function attemptOf(actor: Invocation): string {
  const known = attempts.get(actor);
  if (known !== undefined) return known;
  const name = `${actor.requestId}#${actor.attempt}`;
  attempts.set(actor, name);
  return name;
}

/** All that an attempt did names the same actor. */
const attempts = new WeakMap<Invocation, string>();

/** The intent that announces a call, as this very attempt had recorded it before. */
export interface Announcement {
  readonly intent: Intent;
  readonly target: IntentTarget;
}

/** A call with what the ledger held of it by then. */
export type AnnouncedCall = readonly [OwnCall, Announcement | undefined];

/**
 * For each own call the intent that was in the ledger before it; undefined where there is none. An
 * intent announces one call a target: who calls again must say so again.
 */
export function announced(history: History): readonly AnnouncedCall[] {
  const known = announcements.get(history);
  if (known !== undefined) return known;
  const found = announcementsIn(history);
  announcements.set(history, found);
  return found;
}

/** Several laws ask it of the same history. */
const announcements = new WeakMap<History, readonly AnnouncedCall[]>();

function announcementsIn({ world }: History): readonly AnnouncedCall[] {
  const open = new Map<string, Announcement>();
  const pairs: AnnouncedCall[] = [];
  for (const entry of world.journal.entries) {
    if (entry.kind === 'ledger' && entry.written && entry.item?.kind === 'intent') {
      if (entry.actor.kind === 'invocation') remember(open, entry.actor, entry.item);
    }
    if (entry.kind !== 'call' || !isOwn(entry)) continue;
    const key = `${attemptOf(entry.actor)} ${entry.verb} ${entry.on}`;
    pairs.push([entry, open.get(key)]);
    open.delete(key);
  }
  return pairs;
}

/** What is `requested` was called already: its intent is only kept until the outcome is seen. */
function remember(open: Map<string, Announcement>, actor: Invocation, intent: Intent): void {
  for (const target of intent.targets) {
    if (target.progress === 'requested') continue;
    const isNotebook = target.target.kind === 'notebook';
    const on = target.association?.allocationId ?? target.instanceId ?? target.target.id;
    const verb = isNotebook ? `${intent.verb}-notebook` : intent.verb;
    open.set(`${attemptOf(actor)} ${verb} ${on}`, { intent, target });
  }
}

/** What the owner's switch in the ledger said, change by change. */
export const switchesIn = ({ world }: History): readonly EntryOf<'ledger'>[] =>
  world.journal.of('ledger').filter(({ item, written }) => item?.kind === 'control' && written);

export const nameIn = (call: OwnCall): string => call.before?.instance.tags['Name'] ?? call.on;

export const sayCall = (call: OwnCall): string =>
  `${toIso(call.at)} ${call.actor.lambda} ${call.verb} ${nameIn(call)} (${call.on})`;
