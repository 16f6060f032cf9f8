/** Which parts of other places home's digest of a date tells, and whether it waits for more. */
import type {
  DigestExchange,
  DigestRound,
  HeardPlace,
  JoinedParts,
  PlacedPart,
} from '../model/digest-part.ts';
import { between, type Duration, type Instant, minutes } from '../model/instant.ts';
import type { DigestRecord } from '../model/ledger.ts';
import { type HomePlace, placeKey, placeLabels, placesElsewhere } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import { newestDaily } from '../schedule/daily.ts';
import type { DueDigest } from './digest-due.ts';
import { rethrow } from './each-channel.ts';
import { digestsBefore } from './look-back.ts';
import { alsoIn, askedOf, isAwaited, roundOf, toldBetween, toldUpTo } from './round.ts';

export interface Gathering {
  readonly due: DueDigest;
  readonly policy: Pick<Policy, 'select' | 'tell' | 'zone'>;
  readonly home: HomePlace;
  readonly digests: readonly DigestRecord[];
  readonly exchange: DigestExchange;
  readonly now: Instant;
}

export interface Gathered {
  readonly joined: JoinedParts;
  readonly round: DigestRound;
  /** What could not be read, to be thrown when all is told. */
  readonly failures: readonly unknown[];
}

/**
 * A place tells of itself a quarter of an hour late at most, where its own sweep does not come;
 * home looks a tick later.
 */
const PATIENCE: Duration = minutes(20);

/** `waits`: not yet; null: there is nobody to tell of but home. */
export async function gather(gathering: Gathering): Promise<Gathered | 'waits' | null> {
  const { due, policy, home, exchange, now } = gathering;
  const all = placesElsewhere(policy, home);
  if (all.length === 0) return null;
  const places = policy.tell.places === 'together' ? all : [];
  const before = await lastRound(gathering);
  const fixed = due.known === null ? null : await exchange.round(due.date);
  // Begun by whoever told of home alone: what the others have comes with the next one.
  if (due.known !== null && fixed === null) return null;
  const others = alsoIn(fixed ?? before, places);
  const { heard, failures } = await exchange.hear(askedOf([...places, ...others], before, due));
  const ours = heard.slice(0, places.length);
  const isEarly = fixed === null && isPatient(gathering);
  if (isEarly && isAwaited(ours, before, due)) return 'waits';
  const round = fixed ?? roundOf(heard, before, { date: due.date, at: now });
  const { partsOf, isAllHeard } = toldBetween(before, round);
  // It is counted as told already: a try that lacks some of it waits for the next one.
  if (!isAllHeard(heard)) rethrow(failures);
  const labelOf = labelsIn(gathering);
  const parts = heard.flatMap((one) =>
    partsOf(one).map((part): PlacedPart => ({ place: one.place, label: labelOf(one.place), part })),
  );
  if (places.length === 0 && parts.length === 0) return null;
  return { joined: joinedOf({ home, ours, parts, round, labelOf }), round, failures };
}

const isPatient = ({ policy: { tell, zone }, now }: Gathering): boolean => {
  const { at } = newestDaily({ zone, minuteOfDay: tell.digest }, now);
  return between(at, now) < PATIENCE;
};

/** Rounds age after so many days, as parts do. */
const MOST_ROUNDS = 8;

/** Of the last digest that somebody got and that told of others. */
async function lastRound({ due: { date }, digests, exchange }: Gathering) {
  for (const record of digestsBefore({ date, digests }).slice(-MOST_ROUNDS).reverse()) {
    const round = await exchange.round(record.date);
    if (round !== null) return round;
  }
  return null;
}

type LabelOf = (place: HomePlace) => string;

/** Of one that the policy names no more, there may be nothing to tell it from. */
function labelsIn({ policy, home }: Gathering): LabelOf {
  const labels = placeLabels(policy, home);
  return (place) => labels(place) ?? `${place.account} ${place.region}`;
}

interface Told {
  readonly home: HomePlace;
  /** Those that this digest is of, besides home. */
  readonly ours: readonly HeardPlace[];
  readonly parts: readonly PlacedPart[];
  readonly round: DigestRound;
  readonly labelOf: LabelOf;
}

function joinedOf({ home, ours, parts, round, labelOf }: Told): JoinedParts {
  const of = [home, ...[...ours, ...parts].map(({ place }) => place)];
  const upTo = toldUpTo(round);
  const isMissing = ({ place, unread }: HeardPlace): boolean =>
    unread === null && upTo(place) !== round.date;
  const labels = (places: readonly { readonly place: HomePlace }[]): readonly string[] => [
    ...new Set(places.map(({ place }) => labelOf(place))),
  ];
  const unreadable = parts.filter(({ part }) => part.isUnreadable);
  return {
    places: new Set(of.map(placeKey)).size,
    accounts: new Set(of.map(({ account }) => account)).size,
    parts: parts.filter(({ part }) => !part.isUnreadable),
    missing: labels(ours.filter(isMissing)),
    unread: labels([...ours.filter(({ unread }) => unread !== null), ...unreadable]),
  };
}
