/** Law 2, of several places: what each hands over is told once; each digest names all of them. */
import * as z from 'zod';
import type { EntryOf } from '../../../src/lib/cloud/simulated/journal.ts';
import { type Instant, minutes, plus, toIso } from '../../../src/lib/model/instant.ts';
import { placeKey, placeLabel, placesElsewhere } from '../../../src/lib/model/managed-place.ts';
import { accountPartition, digestPrefix } from '../../../src/lib/record/place.ts';
import { HOME, type ManyPlaces } from '../many-places.ts';
import type { Violation } from './law.ts';

const Digest = z.object({
  kind: z.literal('digest'),
  date: z.string(),
  places: z.array(z.object({ account: z.string(), region: z.string(), date: z.string() })),
  missing: z.array(z.string()),
  unreadParts: z.array(z.string()),
});

interface Received extends z.output<typeof Digest> {
  readonly at: Instant;
  readonly channel: string;
}

export function oneDigestOfAll(many: ManyPlaces): readonly Violation[] {
  const all = receivedFrom(many);
  const taken = acceptedDates(many);
  const accepted = all.filter(({ date }) => taken.has(date));
  return [
    ...sentAgain(all),
    ...toldAgain(accepted),
    ...neverTold(many, accepted),
    ...forgotten(many, accepted),
  ];
}

/** Those that are of all places. */
const receivedFrom = ({ home }: ManyPlaces): readonly Received[] =>
  home.journal.of('message').flatMap(({ at, channel, message, received }) => {
    const { success, data } = Digest.safeParse(JSON.parse(message.document));
    return received && success ? [{ at, channel, ...data }] : [];
  });

/** Written records of digests, whosever they are. */
const digestRecords = ({ home }: ManyPlaces) =>
  home.journal.of('ledger').flatMap(({ key, item, written, at }: EntryOf<'ledger'>) => {
    if (!written || item?.kind !== 'digest') return [];
    const accepted = item.deliveries.filter(({ status }) => status === 'accepted');
    const channels = accepted.map(({ channel }) => channel);
    return [{ key, at, date: item.date, channels }];
  });

/** What nobody knows to have arrived is told again with the next one. */
function acceptedDates(many: ManyPlaces): ReadonlySet<string> {
  const isHomes = ({ partition, sort }: { readonly partition: string; readonly sort: string }) =>
    partition === accountPartition(HOME) && sort.startsWith(digestPrefix(HOME));
  const taken = digestRecords(many).filter(({ key, channels }) => isHomes(key) && channels.length);
  return new Set(taken.map(({ date }) => date));
}

/** Every one but the first with its key. */
const repeated = <T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] =>
  [...Map.groupBy(all, keyOf).values()].flatMap((alike) => alike.slice(1));

const sentAgain = (digests: readonly Received[]): readonly Violation[] =>
  repeated(digests, ({ channel, date }) => `${channel} ${date}`).map(({ at, channel, date }) => ({
    at,
    says: `${toIso(at)} sent again: ${channel} digest of ${date}`,
  }));

function toldAgain(digests: readonly Received[]): readonly Violation[] {
  const told = digests.flatMap(({ at, channel, places }) =>
    places.map(({ account, region, date }) => ({
      ...{ at, channel, what: `${account}#${region} of ${date}` },
    })),
  );
  return repeated(told, ({ channel, what }) => `${channel} ${what}`).map(({ at, what }) => ({
    at,
    says: `${toIso(at)} told again: ${what}`,
  }));
}

/** While one is put together another may come: that one is told with the next. */
const MEANWHILE = minutes(10);

/** What a place has done with, and no later digest has told. */
function neverTold(many: ManyPlaces, digests: readonly Received[]): readonly Violation[] {
  const told = new Set(
    digests.flatMap(({ places }) =>
      places.map(({ account, region, date }) => `${account}#${region} ${date}`),
    ),
  );
  const handedOver = digestRecords(many).filter(({ channels }) => channels.includes('home'));
  return handedOver.flatMap(({ key, at, date }) => {
    const account = key.partition.replace('account#', '');
    const region = key.sort.split('#')[1];
    const isOver = digests.some((one) => one.date > date && one.at > plus(at, MEANWHILE));
    if (!isOver || told.has(`${account}#${region} ${date}`)) return [];
    return [{ at, says: `${toIso(at)} handed over and never told: ${account}#${region} ${date}` }];
  });
}

function forgotten({ policy }: ManyPlaces, digests: readonly Received[]): readonly Violation[] {
  const places = placesElsewhere(policy, HOME);
  return digests.flatMap(({ at, date, places: told, missing, unreadParts }) => {
    const ofToday = new Set(told.filter((one) => one.date === date).map(keyOfTold));
    const named = new Set([...missing, ...unreadParts]);
    const lost = places.filter((place) => {
      const label = placeLabel(policy, HOME, place) ?? '';
      return !ofToday.has(placeKey(place)) && !named.has(label);
    });
    return lost.map((place) => ({
      at,
      says: `${toIso(at)} forgot in the digest of ${date}: ${placeKey(place)}`,
    }));
  });
}

const keyOfTold = ({ account, region }: { readonly account: string; readonly region: string }) =>
  `${account}#${region}`;
