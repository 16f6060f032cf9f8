/** Writes marks and outcomes to the ledger: only what changed, in an order a crash cannot spoil. */
import type { LedgerStore } from '../cloud/cloud.ts';
import type { Mark } from '../model/decision.ts';
import type { InstanceId } from '../model/ids.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { Intent, Outcome } from '../model/intent.ts';
import type { LedgerItem, Memory, NoticeRecord } from '../model/ledger.ts';
import type { NotebookRecord } from '../model/notebook-record.ts';
import type { Notice } from '../model/notice.ts';
import { instanceIdOf, remember } from '../model/remember.ts';
import { notebooksAfter } from '../model/remember-notebook.ts';
import { keyOf } from '../model/target.ts';
import { expiryOf, instanceKey, keyOfItem, type Place } from './place.ts';

export interface Ledger {
  readonly store: LedgerStore;
  readonly place: Place;
}

export const save = async ({ store, place }: Ledger, item: LedgerItem): Promise<void> => {
  await store.put({ key: keyOfItem(place, item), item, expiresAt: expiryOf(item) }, 'any');
};

/** Puts an item that nobody has put before; false where somebody has. */
export async function claim({ store, place }: Ledger, item: LedgerItem): Promise<boolean> {
  const write = { key: keyOfItem(place, item), item, expiresAt: expiryOf(item) };
  return (await store.put(write, 'absent')).written;
}

export const drop = async ({ store, place }: Ledger, item: LedgerItem): Promise<void> => {
  await store.delete(keyOfItem(place, item), 'any');
};

/**
 * Writes what marks ask for, and gives back the memory as it is then. Messages go first: one that
 * is recorded twice has one key, but a mark without its message would be silent for ever.
 */
export async function recordMarks(
  ledger: Ledger,
  memory: Memory,
  { marks, now }: { readonly marks: readonly Mark[]; readonly now: Instant },
): Promise<Memory> {
  const notices = newNotices(memory, marks, now);
  await Promise.all(notices.map((notice) => save(ledger, notice)));
  await Promise.all(marks.map((mark) => recordThing(ledger, memory, mark)));
  const instances = await recordInstances(ledger, memory, marks);
  const notebooks = await recordNotebooks(ledger, memory, marks);
  return { ...memory, instances, notebooks, notices: [...memory.notices, ...notices] };
}

/** A message whose key is in the ledger has been recorded before, and is not told again. */
function newNotices(memory: Memory, marks: readonly Mark[], now: Instant): readonly NoticeRecord[] {
  const fresh = new Map<string, Notice>();
  for (const mark of marks) {
    if (mark.mark === 'notice') fresh.set(mark.notice.dedupeKey, mark.notice);
  }
  if (fresh.size === 0) return [];
  for (const { notice } of memory.notices) fresh.delete(notice.dedupeKey);
  return [...fresh.values()].map((notice) => ({
    kind: 'notice',
    notice,
    recordedAt: now,
    deliveries: [],
    digestedAt: null,
  }));
}

/** Marks that are items of their own. */
async function recordThing(ledger: Ledger, memory: Memory, mark: Mark): Promise<void> {
  switch (mark.mark) {
    case 'volume-left':
      return save(ledger, mark.volume);
    case 'address-left':
      return save(ledger, mark.address);
    case 'runs-kept':
      return save(ledger, mark.gone);
    case 'activated':
      return save(ledger, mark.activation);
    case 'savings-kept':
      return save(ledger, mark.savings);
    case 'alarms-compared':
    case 'allowance-told':
    case 'exposures-looked':
    case 'health-looked':
    case 'channels-looked':
      return save(ledger, mark.record);
    case 'volume-settled': {
      const left = memory.leftVolumes.find(({ volumeId }) => volumeId === mark.volumeId);
      return left && drop(ledger, left);
    }
    case 'address-settled': {
      const isLeft = ({ allocationId }: { allocationId: string }) =>
        allocationId === mark.allocationId;
      const left = memory.leftAddresses.find(isLeft);
      return left && drop(ledger, left);
    }
    default:
      return;
  }
}

/** Instances as they are remembered after all marks; unchanged ones are not written. */
export function rememberedAfter(
  memory: Memory,
  marks: readonly Mark[],
): ReadonlyMap<InstanceId, InstanceRecord | null> {
  const before = new Map(memory.instances.map((record) => [record.instanceId, record]));
  const after = new Map<InstanceId, InstanceRecord | null>();
  for (const mark of ordered(marks)) {
    const id = instanceIdOf(mark);
    if (id === null) continue;
    const record = after.has(id) ? after.get(id) : before.get(id);
    after.set(id, remember(record ?? null, mark));
  }
  return after;
}

/** What was seen is the ground that other marks stand on; what is forgotten stays forgotten. */
const RANK: Partial<Record<Mark['mark'], number>> = { seen: 0, forgotten: 2 };
const ordered = (marks: readonly Mark[]): readonly Mark[] =>
  [...marks].sort((a, b) => (RANK[a.mark] ?? 1) - (RANK[b.mark] ?? 1));

async function recordInstances(
  ledger: Ledger,
  memory: Memory,
  marks: readonly Mark[],
): Promise<readonly InstanceRecord[]> {
  const after = rememberedAfter(memory, marks);
  if (after.size === 0) return memory.instances;
  const { store, place } = ledger;
  const before = new Map(memory.instances.map((record) => [record.instanceId, record]));
  const changed = [...after].filter(([id, record]) => record !== (before.get(id) ?? null));
  await Promise.all(
    changed.map(([id, record]) =>
      record ? save(ledger, record) : store.delete(instanceKey(place, id), 'any'),
    ),
  );
  const records = new Map<InstanceId, InstanceRecord | null>([...before, ...after]);
  return [...records.values()].filter((record) => record !== null);
}

async function recordNotebooks(
  ledger: Ledger,
  { notebooks }: Memory,
  marks: readonly Mark[],
): Promise<readonly NotebookRecord[]> {
  const before = new Map(notebooks.map((record) => [record.name, record]));
  const after = notebooksAfter(notebooks, marks);
  const changed = [...after].filter(([name, record]) => record !== (before.get(name) ?? null));
  await Promise.all(
    changed.map(([name, record]) => {
      const gone = before.get(name);
      return record ? save(ledger, record) : gone && drop(ledger, gone);
    }),
  );
  return [...after.values()].filter((record) => record !== null);
}

/** Outcomes go to the past; an intent lives on while a target of it has none. */
export async function recordOutcomes(
  ledger: Ledger,
  intent: Intent,
  outcomes: readonly Outcome[],
): Promise<Intent | null> {
  const { intentId, at } = outcomes[0] ?? {};
  if (intentId === undefined || at === undefined) return intent;
  await save(ledger, { kind: 'outcomes', intentId, at, outcomes });
  const ended = new Set(outcomes.map(({ target }) => keyOf(target)));
  const targets = intent.targets.filter(({ target }) => !ended.has(keyOf(target)));
  const rest = { ...intent, targets };
  await (targets.length > 0 ? save(ledger, rest) : drop(ledger, intent));
  return targets.length > 0 ? rest : null;
}

/** Outcomes of earlier passes' intents, as deciding settled them. */
export async function recordSettled(
  ledger: Ledger,
  memory: Memory,
  settled: readonly Outcome[],
): Promise<void> {
  const byIntent = Map.groupBy(settled, ({ intentId }) => intentId);
  await Promise.all(
    memory.intents.map((intent) => {
      const outcomes = byIntent.get(intent.id);
      return outcomes && recordOutcomes(ledger, intent, outcomes);
    }),
  );
}
