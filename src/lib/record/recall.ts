/** Reads what a pass needs to remember, and no more: each query is of what it will use. */
import type { LedgerKey, LedgerPage, LedgerStore } from '../cloud/cloud.ts';
import type { Lease, LedgerItem, LedgerKind, Memory, SurveyRecord } from '../model/ledger.ts';
import type { MeterShare } from '../model/metered-usage.ts';
import type { Scope } from '../model/wake.ts';
import {
  accountPartition,
  activationPrefix,
  controlKey,
  digestPrefix,
  GONE_INSTANCE,
  holdPartition,
  INSTANCE,
  LEFT_ADDRESS,
  LEFT_VOLUME,
  livePartition,
  meterShareKey,
  noticePrefix,
  type Place,
  pastPartition,
  pastUsageKey,
  SURVEY,
  savingsPrefix,
  surveyKey,
} from './place.ts';

export interface Recalling {
  /** What of the lease a pass goes by. */
  readonly lease: Pick<Lease, 'recent' | 'lastSweepAt'>;
  readonly scope: Scope;
}

/**
 * Of the account's partition what is of this Region: there is much else, of others and for others.
 * A survey is made once a day, and the looks at single instances may go by the one before it for
 * some minutes: all that they take of it is what the month had used when it was made. Everything
 * else is written by passes, one after the other, or by people whom nobody may overlook.
 */
export async function recall(
  store: LedgerStore,
  place: Place,
  { lease, scope }: Recalling,
): Promise<Memory> {
  const consistent = { sortPrefix: '', consistent: true };
  const ofAccount = (sortPrefix: string, isFresh = true): Promise<LedgerPage> =>
    store.query(accountPartition(place), { sortPrefix, consistent: isFresh });
  const [live, holds, control, swept, ...account] = await Promise.all([
    store.query(livePartition(place), consistent),
    store.query(holdPartition(place), consistent),
    store.get(controlKey(place)),
    ofAccount(SURVEY, scope.kind === 'region'),
    ofAccount(activationPrefix(place)),
    ofAccount(digestPrefix(place)),
    ofAccount(noticePrefix(place)),
  ]);
  const living = byKind(itemsOf(live));
  const held = byKind(itemsOf(holds));
  const isOfIt = (key: LedgerKey): boolean => isOfPlace(key, place);
  const [own = null] = surveysIn(swept, isOfIt);
  const shared = byKind(account.flatMap((page) => itemsOf(page, isOfIt)));
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
    survey: own,
    accountSurvey: own === null ? newest(surveysIn(swept)) : null,
    isElsewhere: place.hub !== undefined,
    control: control?.item.kind === 'control' ? control.item : null,
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

const surveysIn = (
  page: LedgerPage,
  isWanted?: (key: LedgerKey) => boolean,
): readonly SurveyRecord[] => ofKind(itemsOf(page, isWanted), 'survey');

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

/** What begins like this Region's name may be of one whose name is longer. */
function isOfPlace({ sort }: LedgerKey, { region }: Place): boolean {
  const end = sort.indexOf('#') + 1 + region.length;
  return (sort[end] ?? '#') === '#';
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
