/** The last step of a pass: what cannot wait goes out; then the digest, if its time has come. */
import type { Channel } from '../cloud/cloud.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import { type LinkFor, NO_LINKS } from '../model/link.ts';
import { placeKey, placeLabel, placesElsewhere, sweptPlaces } from '../model/managed-place.ts';
import { deliver } from './deliver.ts';
import { isPending } from './delivery.ts';
import { type DueDigest, digestDue } from './digest-due.ts';
import { askedOnce, rethrow } from './each-channel.ts';
import { isQuiet } from './quiet-hours.ts';
import type { View } from './render/say.ts';
import { tellDigest } from './tell-digest.ts';
import type { Telling } from './telling.ts';
import { waitsForOthers } from './together.ts';

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
  const digest = due && (await tellDigest({ ...rest, view, due }));
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
