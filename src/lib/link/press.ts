/** A press: a hold in the ledger, and what was done with the link beside it. */
import type { StoredItem } from '../cloud/cloud.ts';
import type { Instant } from '../model/instant.ts';
import type { Hold } from '../model/ledger.ts';
import type { HoldAction, Pressed } from '../model/link.ts';
import type { Press } from '../model/link-record.ts';
import { expiryOf, instanceKey, pressKey } from '../record/place.ts';
import { type Ledger, save } from '../record/record.ts';
import { holdInForce, isTooLate, openIntents, restOf } from './facts.ts';
import { endOf, endOfDate, postpones } from './hold-ends.ts';
import { mayPress } from './offers.ts';
import { pressTimeOf, type Visit } from './visit.ts';

export interface PressWish {
  readonly action: HoldAction;
  /** What was written into the field for the date; empty for every other action. */
  readonly date: string;
  /** `link`, or who pressed in Slack. */
  readonly by: string;
}

export type PressAnswer =
  | { readonly kind: 'done'; readonly pressed: Pressed }
  /** The date cannot be read, is over, or is too far ahead. */
  | { readonly kind: 'no-date' }
  /** Nothing that can be pressed now. */
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'too-often' };

/** A person changes their mind a few times; whoever presses more often is no person. */
const PRESSES_MAX = 40;

export async function press(visit: Visit, wish: PressWish): Promise<PressAnswer> {
  if (!mayPress(visit, wish.action)) return { kind: 'not-offered' };
  const time = pressTimeOf(visit);
  const { action, date } = wish;
  const until = action === 'date' ? endOfDate(date, time) : endOf(action, time);
  if (until === null && action !== 'release') return { kind: 'no-date' };
  const before = await pressesOf(visit);
  const same = standing(visit, { ...wish, until }, before.item);
  if (same !== null) return { kind: 'done', pressed: same };
  if (before.item.count >= PRESSES_MAX) return { kind: 'too-often' };
  const pressed = await (until === null ? release(visit, wish) : hold(visit, { ...wish, until }));
  return { kind: 'done', pressed: await remembered(visit, pressed, before) };
}

interface Before {
  readonly stored: StoredItem | null;
  readonly item: Press;
}

async function pressesOf({ ledger, grant, facts }: Visit): Promise<Before> {
  const stored = await ledger.store.get(pressKey(ledger.place, grant.nonce));
  const { nonce, expiresAt } = grant;
  const { instanceId } = facts;
  const unused: Press = { kind: 'press', nonce, instanceId, pressed: [], count: 0, expiresAt };
  return { stored, item: stored?.item.kind === 'press' ? stored.item : unused };
}

type Wanted = PressWish & { readonly until: Instant | null };

/** What the same press did before, as long as that stands: to press it again changes nothing. */
function standing(
  { facts, now }: Visit,
  { action, until }: Wanted,
  { pressed }: Press,
): Pressed | null {
  const last = pressed.find((one) => one.action === action);
  if (last === undefined || (action === 'date' && last.until !== until)) return null;
  return stands(last, facts.hold, now) ? last : null;
}

function stands({ result, at, until }: Pressed, held: Hold | null, now: Instant): boolean {
  const isHeld = held !== null && held.until > now;
  switch (result) {
    case 'held':
    case 'starts-again':
      return isHeld && held.at === at;
    case 'released':
      return held?.until === until && !isHeld;
    case 'nothing-held':
      return !isHeld;
  }
}

/** The hold stays, and ends now: what it has covered until now, it has covered. */
async function release({ ledger, facts, now }: Visit, { by }: PressWish): Promise<Pressed> {
  const held = holdInForce(facts, now);
  if (held !== null) await save(ledger, { ...held, until: now });
  const result = held === null ? 'nothing-held' : 'released';
  return { action: 'release', at: now, result, want: 'leave', until: now, by };
}

/**
 * The hold first, then a look at what is under way: either a stop's own second look finds the hold,
 * or this look finds the stop, and then the hold wants the instance running.
 */
async function hold(visit: Visit, wish: PressWish & { readonly until: Instant }): Promise<Pressed> {
  const { ledger, facts, policy, now } = visit;
  const { action, by, until } = wish;
  const leave = holdOf(visit, wish, action === 'start' ? 'running' : 'leave');
  await save(ledger, leave);
  const done = { action, at: now, until, by } as const;
  const isResting = restOf(facts, policy) !== null;
  const isLate = action !== 'start' && !isResting && (await isStopping(visit));
  if (!isLate) return { ...done, result: 'held', want: leave.want };
  await save(ledger, holdOf(visit, wish, 'running'));
  return { ...done, result: 'starts-again', want: 'running' };
}

/** A pass writes down that an instance is stopped before it closes the intent: so in this order. */
async function isStopping({ ledger, facts: { instanceId } }: Visit): Promise<boolean> {
  const intents = await openIntents(ledger);
  const stored = await ledger.store.get(instanceKey(ledger.place, instanceId));
  const record = stored?.item.kind === 'instance' ? stored.item : null;
  return isTooLate({ instanceId, record }, intents);
}

const holdOf = (
  visit: Visit,
  { action, by, until }: PressWish & { readonly until: Instant },
  want: Hold['want'],
): Hold => ({
  kind: 'hold',
  instanceId: visit.facts.instanceId,
  want,
  until,
  by,
  why: '',
  at: visit.now,
  postpones: postpones(action, until, pressTimeOf(visit)),
});

/** The latest of each action, and the other half of a double click is the same press. */
async function remembered(visit: Visit, pressed: Pressed, before: Before): Promise<Pressed> {
  const { ledger } = visit;
  const { stored, item } = before;
  const others = item.pressed.filter(({ action }) => action !== pressed.action);
  const next = { ...item, pressed: [...others, pressed], count: item.count + 1 };
  const written = await write(ledger, next, stored);
  if (written) return pressed;
  const meanwhile = await pressesOf(visit);
  const twin = meanwhile.item.pressed.find((one) => isTwin(one, pressed));
  return twin ?? remembered(visit, pressed, meanwhile);
}

const isTwin = (one: Pressed, other: Pressed): boolean =>
  one.action === other.action && one.result === other.result && one.until === other.until;

async function write({ store, place }: Ledger, item: Press, stored: StoredItem | null) {
  const expectation = stored === null ? 'absent' : { revision: stored.revision };
  const key = pressKey(place, item.nonce);
  const { written } = await store.put({ key, item, expiresAt: expiryOf(item) }, expectation);
  return written;
}
