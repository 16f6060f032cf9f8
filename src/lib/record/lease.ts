/** One pass at a time for an account and Region, with a fencing number and the hour's counts. */
import type { LedgerStore, StoredItem } from '../cloud/cloud.ts';
import {
  type Duration,
  hours,
  type Instant,
  instant,
  minus,
  plus,
  seconds,
} from '../model/instant.ts';
import type { Lease } from '../model/ledger.ts';
import type { Scope } from '../model/wake.ts';
import { leaseKey, type Place } from './place.ts';

/** A lease outlives the function that holds it, which AWS ends at its timeout. */
const OUTLIVES_BY = seconds(60);
/** Two wakes that race for one item settle within a few tries; more than this is a fault. */
const MOST_TRIES = 10;

export interface LeaseRequest {
  readonly store: LedgerStore;
  readonly place: Place;
  readonly holder: string;
  readonly timeout: Duration;
  readonly now: () => Instant;
}

export interface HeldLease {
  readonly fence: number;
  /** What the last 60 minutes did, and when the Region was last swept, as the lease knows it. */
  state(): Lease;
  /** Counts actions before they are made; false when the lease is no longer ours. */
  count(actions: number, shareStops: number): Promise<boolean>;
  /** By the clock alone: who outlives its lease may have a successor, and does nothing more. */
  lasts(): boolean;
  /** Read afresh: nobody has taken the lease since. */
  isOurs(): Promise<boolean>;
  /** Gives the lease back; a scope instead, if somebody has asked for another look meanwhile. */
  finish(swept: boolean): Promise<Scope | null>;
  /** Gives it back in any case: after an error nothing more is looked at. */
  release(): Promise<void>;
}

const NO_LEASE: Lease = {
  kind: 'lease',
  holder: null,
  expiresAt: instant(0),
  fence: 0,
  dirty: null,
  recent: [],
  lastSweepAt: null,
};

/**
 * The lease; or null: it is held, and its holder will look at this scope again before it leaves.
 */
export async function takeLease(request: LeaseRequest, scope: Scope): Promise<HeldLease | null> {
  const { store, place, holder, timeout } = request;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const now = request.now();
    const stored = await store.get(leaseKey(place));
    const lease = leaseIn(stored);
    const free = isFree(lease, holder, now);
    const next: Lease = free
      ? {
          ...lease,
          holder,
          expiresAt: plus(plus(now, timeout), OUTLIVES_BY),
          fence: lease.fence + 1,
          dirty: null,
        }
      : { ...lease, dirty: wider(lease.dirty, scope) };
    const revision = await write(request, stored, next);
    if (revision !== null) return free ? heldLease(request, { lease: next, revision }) : null;
  }
  throw new Error(`the lease ${leaseKey(place).partition} changed ${MOST_TRIES} times in a row`);
}

/**
 * Our own name in it is an earlier attempt of this event, which has ended (Lambda retries one after
 * the other), or a write of ours whose answer was lost.
 */
const isFree = ({ holder, expiresAt }: Lease, ours: string, now: Instant): boolean =>
  holder === null || holder === ours || expiresAt <= now;

function leaseIn(stored: StoredItem | null): Lease {
  return stored?.item.kind === 'lease' ? stored.item : NO_LEASE;
}

async function write(
  { store, place }: LeaseRequest,
  stored: Pick<StoredItem, 'revision'> | null,
  lease: Lease,
): Promise<number | null> {
  const expectation = stored ? { revision: stored.revision } : 'absent';
  const key = leaseKey(place);
  const result = await store.put({ key, item: lease, expiresAt: null }, expectation);
  return result.written ? result.revision : null;
}

/** Two scopes at once: of instances those of both, and of two kinds the Region. */
function wider(a: Scope | null, b: Scope): Scope {
  if (a === null) return b;
  if (a.kind === 'notebooks' && b.kind === 'notebooks') return a;
  if (a.kind !== 'instances' || b.kind !== 'instances') return { kind: 'region' };
  return { kind: 'instances', ids: [...new Set([...a.ids, ...b.ids])] };
}

interface Held {
  lease: Lease;
  revision: number;
}

function heldLease(request: LeaseRequest, held: Held): HeldLease {
  const fence = held.lease.fence;
  /**
   * Writes a change of our lease; somebody else's dirty mark is kept, a lost lease is not touched.
   */
  const change = async (changed: (lease: Lease) => Lease | null): Promise<boolean> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const next = changed(held.lease);
      if (next === null) return false;
      const revision = await write(request, held, next);
      if (revision !== null) {
        Object.assign(held, { lease: next, revision });
        return true;
      }
      if (!(await reread(request, held, fence))) return false;
    }
    throw new Error(`the lease of fence ${fence} changed ${MOST_TRIES} times in a row`);
  };
  return {
    fence,
    state: () => held.lease,
    lasts: () => request.now() < held.lease.expiresAt,
    isOurs: () => reread(request, held, fence),
    count: (actions, shareStops) =>
      change((lease) => ({
        ...lease,
        recent: [...lastHour(lease, request.now()), { at: request.now(), actions, shareStops }],
      })),
    finish: (swept) => finish({ request, held, change }, swept),
    release: async () => {
      await change((lease) => ({ ...lease, holder: null }));
    },
  };
}

async function reread(request: LeaseRequest, held: Held, fence: number): Promise<boolean> {
  const stored = await request.store.get(leaseKey(request.place));
  const lease = leaseIn(stored);
  if (stored === null || lease.fence !== fence || lease.holder !== request.holder) return false;
  Object.assign(held, { lease, revision: stored.revision });
  return true;
}

const lastHour = ({ recent }: Lease, now: Instant): Lease['recent'] =>
  recent.filter(({ at }) => at > minus(now, hours(1)));

interface Finishing {
  readonly request: LeaseRequest;
  readonly held: Held;
  readonly change: (changed: (lease: Lease) => Lease | null) => Promise<boolean>;
}

/** Giving back and taking up a dirty mark is one conditional write, so no wake is lost between. */
async function finish({ request, held, change }: Finishing, swept: boolean): Promise<Scope | null> {
  let dirty: Scope | null = null;
  await change((lease) => {
    dirty = lease.dirty;
    const lastSweepAt = swept ? request.now() : lease.lastSweepAt;
    const recent = lastHour(lease, request.now());
    const holder = dirty === null ? null : held.lease.holder;
    return { ...lease, lastSweepAt, recent, holder, dirty: null };
  });
  return dirty;
}
