/** Reads what a pass needs to remember: three queries, and consistent where a person may write. */
import type { LedgerKey, LedgerStore } from '../cloud/cloud.ts';
import type { Lease, LedgerItem, LedgerKind, Memory } from '../model/ledger.ts';
import { accountPartition, controlKey, holdPartition, livePartition, type Place } from './place.ts';

export async function recall(
  store: LedgerStore,
  place: Place,
  lease: Pick<Lease, 'recent' | 'lastSweepAt'>,
): Promise<Memory> {
  const consistent = { sortPrefix: '', consistent: true };
  const pages = await Promise.all([
    store.query(livePartition(place), consistent),
    store.query(holdPartition(place), consistent),
    store.query(accountPartition(place), consistent),
  ]);
  const items = pages.flatMap((page) =>
    page.items.filter(({ key }) => isOfPlace(key, place)).map(({ item }) => item),
  );
  return {
    instances: ofKind(items, 'instance'),
    holds: ofKind(items, 'hold'),
    intents: ofKind(items, 'intent'),
    leftVolumes: ofKind(items, 'left-volume'),
    leftAddresses: ofKind(items, 'left-address'),
    notices: ofKind(items, 'notice'),
    digests: ofKind(items, 'digest'),
    control: ofKind(items, 'control')[0] ?? null,
    activation: ofKind(items, 'activation')[0] ?? null,
    lastSweepAt: lease.lastSweepAt,
    recent: lease.recent,
  };
}

/** The account's partition has the messages and digests of every Region. */
function isOfPlace({ partition, sort }: LedgerKey, place: Place): boolean {
  if (partition !== accountPartition(place) || sort === controlKey(place).sort) return true;
  return sort.split('#')[1] === place.region;
}

function ofKind<Kind extends LedgerKind>(
  items: readonly LedgerItem[],
  kind: Kind,
): readonly Extract<LedgerItem, { kind: Kind }>[] {
  const isKind = (item: LedgerItem): item is Extract<LedgerItem, { kind: Kind }> =>
    item.kind === kind;
  return items.filter(isKind);
}
