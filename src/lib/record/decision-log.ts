/** The decisions of late, kept for people who ask: one item, written only when one changes. */
import type { Decision } from '../model/decision.ts';
import type { DecisionLog, LoggedDecision } from '../model/decision-log.ts';
import { itemsOf } from '../model/family.ts';
import { nameOf } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { keyOf, type TargetKind } from '../model/target.ts';
import { decisionLogKey, livePartition, oldDecisionLogKey } from './place.ts';
import { type Ledger, save } from './record.ts';

const MOST_STANDING = 100;
const MOST_RECENT = 50;
/**
 * DynamoDB takes 400 KB an item, and each KB of it is a write unit. A decision takes half a KB:
 * what comes to this has tags and lists of the longest kind.
 */
const MOST_BYTES = { standing: 200_000, recent: 100_000 } as const;

/** What is acted on. Volumes, ports and health have messages of their own, and go by the digest. */
const LOGGED: Readonly<Partial<Record<TargetKind, number>>> = { power: 0, notebook: 1, address: 2 };

export interface Decided {
  readonly decisions: readonly Decision[];
  /** What people call a target, by its id. */
  readonly names: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/** At the end of a look at the whole Region; nothing changes where AWS showed no instances. */
export async function recordDecisions(
  ledger: Ledger,
  { instances, addresses, takenAt: now }: Snapshot,
  decisions: readonly Decision[],
): Promise<void> {
  if (!instances.complete) return;
  const names = new Map<string, string>([
    ...itemsOf(addresses).map(({ allocationId, publicIp }) => [allocationId, publicIp] as const),
    ...instances.items.map((instance) => [instance.id, nameOf(instance)] as const),
  ]);
  const [current, old] = await Promise.all([logAt(ledger, decisionLogKey), oldLog(ledger)]);
  const before = current ?? old;
  const log = decisionsAfter(before, { decisions, names, now }) ?? (current === null ? old : null);
  if (log !== null) await save(ledger, log);
  if (old !== null) await ledger.store.delete(oldDecisionLogKey(ledger.place), 'any');
}

/** Null until a pass has decided for the first time. */
export const readDecisionLog = async (ledger: ReadableLog): Promise<DecisionLog | null> =>
  (await logAt(ledger, decisionLogKey)) ?? logAt(ledger, oldDecisionLogKey);

interface ReadableLog extends Pick<Ledger, 'place'> {
  readonly store: Pick<Ledger['store'], 'get'>;
}

async function logAt(
  { store, place }: ReadableLog,
  keyIn: typeof decisionLogKey,
): Promise<DecisionLog | null> {
  const stored = await store.get(keyIn(place));
  return stored?.item.kind === 'decision-log' ? stored.item : null;
}

/**
 * Where version 0.1.0 has left it, until a look of a newer one has moved it and taken it away: one
 * that is cut off between the two has left both. The look has read that partition: this is free.
 */
async function oldLog({ store, place }: Ledger): Promise<DecisionLog | null> {
  const { items } = await store.query(livePartition(place), { sortPrefix: '', consistent: true });
  const found = items.map(({ item }) => item).find(({ kind }) => kind === 'decision-log');
  return found?.kind === 'decision-log' ? found : null;
}

/** The log with these decisions in it; null where it says all of that already. */
export function decisionsAfter(before: DecisionLog | null, decided: Decided): DecisionLog | null {
  const known = new Map(before?.standing.map((one) => [keyOf(one.target), one]));
  const standing = toLog(decided.decisions).map((decision) => {
    const name = decided.names.get(decision.target.id) ?? decision.target.id;
    const last = known.get(keyOf(decision.target));
    if (last !== undefined && isSame(last, decision, name)) return last;
    const { target, verdict, reason } = decision;
    return { at: decided.now, target, name, verdict, reason };
  });
  const isKept = (one: LoggedDecision): boolean => known.get(keyOf(one.target)) === one;
  const fresh = standing.filter((one) => !isKept(one));
  if (fresh.length === 0 && standing.length === known.size && before !== null) return null;
  const recent = [...fresh, ...(before?.recent ?? [])].slice(0, MOST_RECENT);
  return fitting({ kind: 'decision-log', standing, recent });
}

/** Always the same hundred, so that none of them looks new for having been left out. */
const toLog = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions
    .filter(({ target }) => LOGGED[target.kind] !== undefined)
    .map((decision) => ({ decision, rank: LOGGED[decision.target.kind] ?? 0 }))
    .toSorted((a, b) => a.rank - b.rank || (a.decision.target.id < b.decision.target.id ? -1 : 1))
    .slice(0, MOST_STANDING)
    .map(({ decision }) => decision);

/** The numbers of a reason change with every look; that is no other decision. */
const isSame = (last: LoggedDecision, { verdict, reason }: Decision, name: string): boolean =>
  last.verdict === verdict && last.reason.key === reason.key && last.name === name;

/** A decision stays in the log for hours, and is never changed there. */
const measured = new WeakMap<LoggedDecision, number>();

function bytesOf(one: LoggedDecision): number {
  const bytes = measured.get(one) ?? Buffer.byteLength(JSON.stringify(one));
  measured.set(one, bytes);
  return bytes;
}

const fitting = ({ kind, standing, recent }: DecisionLog): DecisionLog => ({
  kind,
  standing: within(MOST_BYTES.standing, standing),
  recent: within(MOST_BYTES.recent, recent),
});

/** The first ones, as many as there is room for. */
function within(bytes: number, all: readonly LoggedDecision[]): readonly LoggedDecision[] {
  let taken = 0;
  return all.filter((one) => {
    taken += bytesOf(one);
    return taken <= bytes;
  });
}
