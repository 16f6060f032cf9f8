/** Reads what a pass needs to remember: three queries, and consistent where a person may write. */
import type { LedgerKey, LedgerPage, LedgerStore } from '../cloud/cloud.ts';
import type { Lease, LedgerItem, LedgerKind, Memory, SurveyRecord } from '../model/ledger.ts';
import type { MeterShare } from '../model/metered-usage.ts';
import {
  accountPartition,
  controlKey,
  GONE_INSTANCE,
  holdPartition,
  INSTANCE,
  LEFT_ADDRESS,
  LEFT_VOLUME,
  livePartition,
  meterShareKey,
  type Place,
  pastPartition,
  pastUsageKey,
  savingsPrefix,
  surveyKey,
} from './place.ts';

export async function recall(
  store: LedgerStore,
  place: Place,
  lease: Pick<Lease, 'recent' | 'lastSweepAt'>,
): Promise<Memory> {
  const consistent = { sortPrefix: '', consistent: true };
  const [live, holds, account, control] = await Promise.all([
    store.query(livePartition(place), consistent),
    store.query(holdPartition(place), consistent),
    store.query(accountPartition(place), consistent),
    controlElsewhere(store, place),
  ]);
  const living = byKind(itemsOf(live));
  const held = byKind(itemsOf(holds));
  const surveys = ofKind(itemsOf(account), 'survey');
  const ofAccount = itemsOf(account, (key) => isOfPlace(key, place));
  const shared = byKind([...ofAccount, ...control]);
  return {
    instances: living('instance'),
    goneInstances: living('gone-instance'),
    notebooks: living('notebook'),
    holds: held('hold'),
    presses: held('press'),
    intents: living('intent'),
    leftVolumes: living('left-volume'),
    leftAddresses: living('left-address'),
    notices: shared('notice'),
    digests: shared('digest'),
    survey: shared('survey')[0] ?? null,
    accountSurvey: shared('survey').length > 0 ? null : newest(surveys),
    isElsewhere: place.hub !== undefined,
    decisionLog: living('decision-log')[0] ?? null,
    control: shared('control')[0] ?? null,
    activation: shared('activation')[0] ?? null,
    alarms: living('alarms')[0] ?? null,
    allowance: living('allowance')[0] ?? null,
    exposures: living('exposures')[0] ?? null,
    health: living('health')[0] ?? null,
    channels: living('channels')[0] ?? null,
    lastSweepAt: lease.lastSweepAt,
    recent: lease.recent,
  };
}

/** An account is swept in one of its Regions; where that was another once, its sweep is old. */
const newest = (surveys: readonly SurveyRecord[]): SurveyRecord | null =>
  surveys.toSorted((a, b) => b.at - a.at)[0] ?? null;

/** What others on the bill have counted, in their order; null where nobody has. */
export const recallShares = (store: Pick<LedgerStore, 'get'>, places: readonly Place[]) =>
  Promise.all(
    places.map(async (place): Promise<MeterShare | null> => {
      const stored = await store.get(meterShareKey(place));
      return stored?.item.kind === 'meter-share' ? stored.item : null;
    }),
  );

/** The owner's switch where it is not in the account's own partition, and so not in its query. */
async function controlElsewhere(store: LedgerStore, place: Place): Promise<readonly LedgerItem[]> {
  const key = controlKey(place);
  if (key.partition === accountPartition(place)) return [];
  const stored = await store.get(key);
  return stored === null ? [] : [stored.item];
}

/** What the daily sweep goes by: the sweep before it, and what the digest tells of already. */
export async function recallSurvey(store: LedgerStore, place: Place) {
  const live = (sortPrefix: string): Promise<LedgerPage> =>
    store.query(livePartition(place), { sortPrefix, consistent: true });
  const [survey, volumes, addresses] = await Promise.all([
    store.get(surveyKey(place)),
    live(LEFT_VOLUME),
    live(LEFT_ADDRESS),
  ]);
  return {
    before: survey?.item.kind === 'survey' ? survey.item : null,
    leftVolumes: ofKind(itemsOf(volumes), 'left-volume'),
    leftAddresses: ofKind(itemsOf(addresses), 'left-address'),
  };
}

/** What was used of the month, and is not shown any more. */
export async function recallRuns(store: Pick<LedgerStore, 'get' | 'query'>, place: Place) {
  const live = (sortPrefix: string): Promise<LedgerPage> =>
    store.query(livePartition(place), { sortPrefix, consistent: true });
  const [instances, gone, past] = await Promise.all([
    live(INSTANCE),
    live(GONE_INSTANCE),
    store.get(pastUsageKey(place)),
  ]);
  return {
    records: ofKind(itemsOf(instances), 'instance'),
    gone: ofKind(itemsOf(gone), 'gone-instance'),
    past: past?.item.kind === 'past-usage' ? past.item : null,
  };
}

/** What the past keeps of months of UTC, whoever's: `2026-11`. */
export async function recallSavings(
  store: Pick<LedgerStore, 'query'>,
  place: Place,
  months: readonly string[],
) {
  const pages = await Promise.all(
    months.map((month) =>
      store.query(pastPartition(place), { sortPrefix: savingsPrefix(month), consistent: true }),
    ),
  );
  const items = pages.flatMap((page) => itemsOf(page));
  return { kept: ofKind(items, 'savings'), allowances: ofKind(items, 'month-allowance') };
}

const itemsOf = (
  { items }: LedgerPage,
  isWanted: (key: LedgerKey) => boolean = () => true,
): readonly LedgerItem[] => items.filter(({ key }) => isWanted(key)).map(({ item }) => item);

/** The account's partition has the messages and digests of every Region: `notice#region#key`. */
function isOfPlace({ sort }: LedgerKey, place: Place): boolean {
  const from = sort.indexOf('#') + 1;
  const to = from + place.region.length;
  const isOfRegion = sort.startsWith(place.region, from) && (sort[to] ?? '#') === '#';
  return isOfRegion || sort === controlKey(place).sort;
}

type OfKind = <Kind extends LedgerKind>(
  kind: Kind,
) => readonly Extract<LedgerItem, { kind: Kind }>[];

/** Sorted out once, for whoever asks for kind after kind. */
function byKind(items: readonly LedgerItem[]): OfKind {
  const kinds = Map.groupBy(items, ({ kind }) => kind);
  return (kind) => ofKind(kinds.get(kind) ?? [], kind);
}

function ofKind<Kind extends LedgerKind>(
  items: readonly LedgerItem[],
  kind: Kind,
): readonly Extract<LedgerItem, { kind: Kind }>[] {
  const isKind = (item: LedgerItem): item is Extract<LedgerItem, { kind: Kind }> =>
    item.kind === kind;
  return items.filter(isKind);
}
