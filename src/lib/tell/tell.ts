/** The last step of a pass: what cannot wait goes out; then the digest, if its time has come. */
import type { Channel } from '../cloud/cloud.ts';
import { allowanceIn, type KnownSavings } from '../meter/known-savings.ts';
import type { Plan } from '../model/decision.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { DigestRecord, NoticeRecord } from '../model/ledger.ts';
import { type LinkFor, NO_LINKS } from '../model/link.ts';
import {
  type HomePlace,
  placeKey,
  placeLabel,
  placesElsewhere,
  sweptPlaces,
} from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { MonthAllowance } from '../model/savings.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { deliver } from './deliver.ts';
import { isPending } from './delivery.ts';
import { digestContent, undigested } from './digest-content.ts';
import { type DueDigest, digestDue } from './digest-due.ts';
import { askedOnce, formsFor, rethrow } from './each-channel.ts';
import { sinceIn, tallyIn } from './past.ts';
import { isQuiet } from './quiet-hours.ts';
import { renderDigest } from './render/digest-message.ts';
import { isUneventful } from './render/digest-sections.ts';
import type { View } from './render/say.ts';
import { monthsSince } from './saved.ts';
import { type DigestSent, sendDigest } from './send-digest.ts';
import { waitsForOthers } from './together.ts';

export interface Telling {
  readonly channels: readonly Channel[];
  readonly policy: Policy;
  readonly prices: PriceTable;
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  /** All messages of the ledger, those of this pass among them. */
  readonly records: readonly NoticeRecord[];
  /** As they are now. */
  readonly instances: readonly InstanceRecord[];
  /** What the past keeps of months; asked only when a digest is due. */
  readonly recallSavings: (months: readonly string[]) => Promise<PastSavings>;
  /** Asked only when there is something to say. */
  readonly links: () => Promise<LinkFor>;
  readonly save: (record: DigestRecord | NoticeRecord | MonthAllowance) => Promise<void>;
  readonly claim: (record: DigestRecord) => Promise<boolean>;
  readonly now: () => Instant;
  /** Where Tierkeeper is deployed; not given: here. Whose digest is sent on a day without news. */
  readonly hub?: HomePlace | undefined;
}

export async function tell(telling: Telling): Promise<void> {
  const due = dueDigest(telling);
  const { policy, save, now } = telling;
  const underWay = { ...telling, now: now() };
  const waiting = telling.records.filter((record) => waitsForOthers(record, underWay));
  const records = telling.records.filter((record) => !waiting.includes(record));
  const channels = telling.channels.map(askedOnce);
  const isSilent = due === null && !isAnyPending(records, channels);
  const view = viewOf(telling, isSilent ? NO_LINKS : await telling.links());
  const pace = { perHour: policy.tell.perHour, quiet: isQuiet(policy, now()) };
  const delivered = await deliver({ records, channels, view, ...pace, save, now });
  const rest = { ...telling, channels, records: [...delivered.records, ...waiting] };
  const digest = due && (await sendDue(rest, view, due));
  rethrow([...delivered.failures, ...(digest?.failures ?? [])]);
}

const viewOf = ({ policy, snapshot, plan, hub }: Telling, link: LinkFor): View => ({
  language: policy.language,
  zone: policy.zone,
  currency: policy.currency,
  account: snapshot.account,
  region: snapshot.region,
  place: placeLabel(policy, hub ?? snapshot, snapshot),
  mode: plan.mode,
  link,
});

const isAnyPending = (records: readonly NoticeRecord[], channels: readonly Channel[]): boolean =>
  records.some((record) => channels.some(({ name }) => isPending(record, name)));

/** Only a look at the whole Region knows enough for a summary. */
function dueDigest(telling: Telling): DueDigest | null {
  const { policy, snapshot } = telling;
  if (snapshot.scope.kind !== 'region') return null;
  const { activation, digests, survey } = snapshot.memory;
  const minuteOfDay = policy.tell.digest;
  const since = activation?.since ?? null;
  const sweptOn = isSweptHere(telling) ? (survey?.date ?? null) : 'none';
  const timetable = { zone: policy.zone, minuteOfDay, since, digests, sweptOn };
  return digestDue(timetable, snapshot.takenAt);
}

/** Other Regions of an account that is swept elsewhere have no sweep to wait for. */
function isSweptHere({ policy, snapshot, hub }: Telling): boolean {
  if (!policy.sweep.on || hub === undefined) return policy.sweep.on;
  const swept = sweptPlaces(placesElsewhere(policy, hub));
  return swept.some((place) => placeKey(place) === placeKey(snapshot));
}

async function sendDue(telling: Telling, view: View, due: DueDigest): Promise<DigestSent> {
  const { channels, claim, save, now, policy, snapshot, plan } = telling;
  const shows = undigested(telling.records, due);
  const savings = await savingsKnown(telling, due);
  const basis = { date: due.date, snapshot, ...plan, policy, savings, shows };
  const content = digestContent(basis);
  const maySkip = telling.hub !== undefined || policy.tell.emptyDay === 'none';
  const silent = maySkip && isUneventful(content) && !content.switched;
  const message = silent ? null : renderDigest(content, view, formsFor(channels));
  const tally = tallyIn(basis);
  return sendDigest({ due, message, tally, shows, channels, claim, save, now });
}

type PastSavings = Pick<KnownSavings, 'kept' | 'allowances'>;

/** With the month's allowances as they are, for whoever looks back when the month is over. */
async function savingsKnown(telling: Telling, { date }: DueDigest): Promise<KnownSavings> {
  const { instances, prices, snapshot, recallSavings, save } = telling;
  const { memory, region, takenAt: now } = snapshot;
  const past = await recallSavings(monthsSince(sinceIn({ date, snapshot }), now));
  const { survey } = memory;
  const allowance = survey && allowanceIn(survey);
  const known = past.allowances.find(({ month }) => month === allowance?.month);
  if (allowance && known?.asOf !== allowance.asOf) await save(allowance);
  return { ...past, instances, survey, region, prices, now };
}
