/** Law 14: what is said to be saved was off because of us, and is counted once. */
import { savingsIn } from '../../../src/lib/meter/known-savings.ts';
import { monthsBetween } from '../../../src/lib/meter/month.ts';
import type { InstanceId } from '../../../src/lib/model/ids.ts';
import {
  type Duration,
  type Instant,
  milliseconds,
  seconds,
} from '../../../src/lib/model/instant.ts';
import type { LedgerItem, LedgerKind } from '../../../src/lib/model/ledger.ts';
import { SAVING_RULES } from '../../../src/lib/model/savings.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, type Law } from './law.ts';

/** AWS writes whole seconds, and a list is some seconds younger than the look that has it. */
const INEXACT = seconds(15);

export const savingsAreTrue: Law = {
  number: 14,
  name: 'what is said to be saved was off because of us, and is counted once',
  check: (history) => {
    const truth = offByUs(history, seenLast(history));
    const names = new Map(
      history.world.journal.of('state').map((one) => [one.instanceId, one.name]),
    );
    return [...claimed(history)].flatMap(([id, off]) => {
      const { off: most, stops } = truth.get(id) ?? { off: 0, stops: 0 };
      if (off <= most + stops * INEXACT) return [];
      const says = `${names.get(id) ?? id}: ${off} ms are said to be saved, ${most} were`;
      return [{ at: history.until, says }];
    });
  },
};

export interface OffByUs {
  readonly off: Duration;
  readonly stops: number;
}

type SeenLast = (id: InstanceId) => Instant;

/** Nobody knows yet of a launch in the last minutes of a history: what is off counts on. */
function seenLast({ looks, until }: History): SeenLast {
  const seen = new Map<string, Instant>();
  for (const { at, decisions } of looks) {
    for (const { target, reason } of decisions) if (reason !== 'incomplete') seen.set(target, at);
  }
  return (id) => seen.get(`power/${id}`) ?? until;
}

/**
 * From when a stop of ours ended the bill to the next launch, as the account itself knows it, or as
 * far as it was seen.
 */
export function offByUs(
  history: History,
  seenUntil: SeenLast = () => history.until,
): ReadonlyMap<InstanceId, OffByUs> {
  const own = ownStops(history);
  const sums = new Map<InstanceId, OffByUs>();
  const since = new Map<InstanceId, Instant>();
  const end = (id: InstanceId, at: Instant): void => {
    const from = since.get(id);
    if (from === undefined) return;
    since.delete(id);
    const { off, stops } = sums.get(id) ?? { off: 0, stops: 0 };
    sums.set(id, { off: milliseconds(off + at - from), stops: stops + 1 });
  };
  for (const { instanceId: id, at, to, reason } of history.world.journal.of('state')) {
    const isSeen = at <= seenUntil(id);
    if (isSeen && (to === 'pending' || to === 'shutting-down')) end(id, at);
    // Who hibernates is billed while it stops: a law that is broken by less is not told.
    if (to === 'stopping' && own.has(`${id} ${at}`) && reason !== null) since.set(id, at);
  }
  for (const id of since.keys()) end(id, history.until);
  return sums;
}

/** Accepted, and of a rule: what a person asks for is theirs. */
const ownStops = (history: History): ReadonlySet<string> =>
  new Set(
    announced(history)
      .filter(([{ verb, refused }]) => verb === 'stop' && refused === null)
      .filter(([, known]) => SAVING_RULES.some((rule) => rule === known?.target.rule))
      .map(([{ on, at }]) => `${on} ${at}`),
  );

function itemsOf<Kind extends LedgerKind>({ world }: History, kind: Kind) {
  const isKind = (item: LedgerItem): item is Extract<LedgerItem, { kind: Kind }> =>
    item.kind === kind;
  return world.ledger
    .items()
    .map(({ item }) => item)
    .filter(isKind);
}

/** All that the ledger has come to, month by month. */
export function reportsIn(history: History) {
  const { options, from, until } = history;
  const known = {
    instances: itemsOf(history, 'instance'),
    kept: itemsOf(history, 'savings'),
    allowances: itemsOf(history, 'month-allowance'),
    survey: itemsOf(history, 'survey')[0] ?? null,
    region: options.region,
    prices: options.prices,
    now: until,
  };
  return monthsBetween(from, until).map(({ name }) => savingsIn(known, name));
}

function claimed(history: History): ReadonlyMap<InstanceId, number> {
  const sums = new Map<InstanceId, number>();
  for (const { instanceId, saved } of reportsIn(history).flatMap(({ lines }) => lines)) {
    sums.set(instanceId, (sums.get(instanceId) ?? 0) + saved.off);
  }
  return sums;
}
