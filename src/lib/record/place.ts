/**
 * Where each ledger item stands: partition keys by writer and life, so that roles can be scoped.
 */
import type { LedgerKey } from '../cloud/cloud.ts';
import { type DigestPart, type DigestRound, PART_DAYS } from '../model/digest-part.ts';
import type { AccountId, InstanceId } from '../model/ids.ts';
import { type Duration, days, type Instant, instant, plus, toIso } from '../model/instant.ts';
import type { OutcomeBatch } from '../model/intent.ts';
import type { DigestRecord, LedgerItem } from '../model/ledger.ts';
import type { MonthAllowance, SavingsRecord } from '../model/savings.ts';
import type { LocalDate } from '../model/schedule.ts';

export interface Place {
  readonly account: AccountId;
  readonly region: string;
  /** Where Tierkeeper is deployed, if in another account: the switch and the keys are there. */
  readonly hub?: AccountId | undefined;
}

/** What every pass reads: instances, left volumes and addresses, open intents, the lease. */
export const livePartition = ({ account, region }: Place): string => `live#${account}#${region}`;
/** Holds, and what was pressed: the only partition that links write. */
export const holdPartition = ({ account, region }: Place): string => `hold#${account}#${region}`;
/** Outcomes, and months of savings that are over: read by digests and reports alone. */
export const pastPartition = ({ account, region }: Place): string => `past#${account}#${region}`;
/** What the account has once: control, activation, notices, digests. */
export const accountPartition = ({ account }: Place): string => `account#${account}`;

/** What a place hands over to the digest of all, and up to where home has told of everybody. */
export const digestPartition = ({ account, region }: Place): string =>
  `digest#${account}#${region}`;

/** Keys that sign links: read by whoever makes or opens one, and written by passes alone. */
export const secretPartition = ({ account, hub = account }: Place): string => `secret#${hub}`;

export const leaseKey = (place: Place): LedgerKey => ({
  partition: livePartition(place),
  sort: 'lease',
});

/** One switch for all that is looked after. */
export const controlKey = ({ account, hub = account, region }: Place): LedgerKey => ({
  partition: accountPartition({ account: hub, region }),
  sort: 'control',
});

export const instanceKey = (place: Place, id: InstanceId): LedgerKey => ({
  partition: livePartition(place),
  sort: `${INSTANCE}${id}`,
});

/** One item of a Region, among what its account has. */
const regionKey =
  (kind: 'activation' | 'decision-log' | 'meter-share' | 'past-usage' | 'survey') =>
  (place: Place): LedgerKey => ({
    partition: accountPartition(place),
    sort: `${kind}#${place.region}`,
  });

/** A sweep takes the place of the one before it. */
export const surveyKey = regionKey('survey');

/** Written by the sweep of the account, and read by those of the others on its bill. */
export const meterShareKey = regionKey('meter-share');

/** What daily sweeps saw of the month, and is not shown any more. */
export const pastUsageKey = regionKey('past-usage');

export const linkKeysKey = (place: Place): LedgerKey => ({
  partition: secretPartition(place),
  sort: 'link-keys',
});

export const holdKey = (place: Place, id: InstanceId): LedgerKey => ({
  partition: holdPartition(place),
  sort: `hold#${id}`,
});

/** Not where passes look: it is for people who ask, and large. */
export const decisionLogKey = regionKey('decision-log');

/** Where it was at first, and every pass read it. */
export const oldDecisionLogKey = (place: Place): LedgerKey => ({
  partition: livePartition(place),
  sort: 'decision-log',
});

export const pressKey = (place: Place, nonce: string): LedgerKey => ({
  partition: holdPartition(place),
  sort: `press#${nonce}`,
});

/** Months of UTC that are over, and what the account had of its allowances. */
export const savingsPrefix = (month: string): string => `savings#${month}#`;

/** How the parts begin that a place has handed over, one a date. */
export const DIGEST_PART = 'part#';

export const digestRoundKey = (place: Place, date: LocalDate): LedgerKey => ({
  partition: digestPartition(place),
  sort: `round#${date}`,
});

/** How the sort keys of what is remembered, and of what was left behind, begin. */
export const INSTANCE = 'instance#';
export const GONE_INSTANCE = 'gone-instance#';
export const LEFT_VOLUME = 'left-volume#';
export const LEFT_ADDRESS = 'left-address#';
/** Of whichever Region the account was swept in. */
export const SURVEY = 'survey#';

/** How the sort keys of what all Regions of an account keep together begin. */
export const noticePrefix = ({ region }: Place): string => `notice#${region}#`;
export const digestPrefix = ({ region }: Place): string => `digest#${region}#`;
export const activationPrefix = ({ region }: Place): string => `activation#${region}`;

export const noticeKey = (place: Place, dedupeKey: string): LedgerKey => ({
  partition: accountPartition(place),
  sort: `${noticePrefix(place)}${dedupeKey}`,
});

function digestKey(
  place: Place,
  { kind, date }: DigestRecord | DigestPart | DigestRound,
): LedgerKey {
  switch (kind) {
    case 'digest':
      return { partition: accountPartition(place), sort: `${digestPrefix(place)}${date}` };
    case 'digest-part':
      return { partition: digestPartition(place), sort: `${DIGEST_PART}${date}` };
    case 'digest-round':
      return digestRoundKey(place, date);
  }
}

export function keyOfItem(place: Place, item: LedgerItem): LedgerKey {
  const live = livePartition(place);
  switch (item.kind) {
    case 'lease':
      return leaseKey(place);
    case 'control':
      return controlKey(place);
    case 'instance':
      return instanceKey(place, item.instanceId);
    case 'gone-instance':
      return { partition: live, sort: `${GONE_INSTANCE}${item.instanceId}` };
    case 'notebook':
      return { partition: live, sort: `notebook#${item.name}` };
    case 'intent':
      return { partition: live, sort: `intent#${item.id}` };
    case 'left-volume':
      return { partition: live, sort: `${LEFT_VOLUME}${item.volumeId}` };
    case 'left-address':
      return { partition: live, sort: `${LEFT_ADDRESS}${item.allocationId}` };
    case 'alarms':
    case 'allowance':
    case 'exposures':
    case 'health':
    case 'channels':
      return { partition: live, sort: item.kind };
    case 'hold':
      return holdKey(place, item.instanceId);
    case 'press':
      return pressKey(place, item.nonce);
    case 'link-keys':
      return linkKeysKey(place);
    case 'decision-log':
      return decisionLogKey(place);
    case 'outcomes':
    case 'savings':
    case 'month-allowance':
      return { partition: pastPartition(place), sort: sortOfPast(item) };
    case 'activation':
    case 'meter-share':
    case 'past-usage':
    case 'survey':
      return regionKey(item.kind)(place);
    case 'notice':
      return noticeKey(place, item.notice.dedupeKey);
    case 'digest':
    case 'digest-part':
    case 'digest-round':
      return digestKey(place, item);
  }
}

function sortOfPast(item: OutcomeBatch | SavingsRecord | MonthAllowance): string {
  switch (item.kind) {
    case 'outcomes':
      return `outcomes#${toIso(item.at)}#${item.intentId}`;
    case 'savings':
      return `${savingsPrefix(item.month)}${item.instanceId}`;
    case 'month-allowance':
      return `${savingsPrefix(item.month)}allowance`;
  }
}

/** How long what ages is kept after its instant. */
const KEPT: Partial<Record<LedgerItem['kind'], Duration>> = {
  outcomes: days(400),
  // From the beginning of their month.
  savings: days(430),
  'month-allowance': days(430),
  // Every pass reads them, and the first digest of a month looks back on the month before.
  digest: days(70),
  // For as long as home's digests may fail, and a day more.
  'digest-part': days(PART_DAYS),
  'digest-round': days(PART_DAYS + 1),
  // To the end of the month, and for the last seven days of credits in the next one.
  'gone-instance': days(40),
  notice: days(3),
  hold: days(2),
  press: days(2),
};

/** When DynamoDB may drop the item; null for what has no end of its own. */
export function expiryOf(item: LedgerItem): Instant | null {
  const kept = KEPT[item.kind];
  if (kept === undefined) return null;
  switch (item.kind) {
    case 'outcomes':
    case 'digest':
    case 'digest-part':
    case 'digest-round':
    case 'gone-instance':
      return plus(item.at, kept);
    case 'savings':
    case 'month-allowance':
      return plus(instant(Date.parse(`${item.month}-01T00:00Z`)), kept);
    case 'hold':
      return plus(item.until, kept);
    case 'press':
      return plus(item.expiresAt, kept);
    case 'notice':
      return item.digestedAt === null ? null : plus(item.digestedAt, kept);
    default:
      return null;
  }
}
