/** Which Regions of which accounts are looked after: from the policy and where we are. */
import type { AccountId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Policy } from './policy.ts';

/** Where Tierkeeper is deployed. */
export interface HomePlace {
  readonly account: AccountId;
  readonly region: string;
}

/** The role that is assumed in another account. */
export interface SpokeRole {
  readonly arn: string;
  readonly externalId: string;
}

/** One Region of one account: it has a lease, a memory and limits of its own. */
export interface ManagedPlace extends HomePlace {
  /** What the owner calls the account; null where they call it nothing. */
  readonly name: string | null;
  /** Null in our own account, where the function's own role will do. */
  readonly role: SpokeRole | null;
}

/** A Region of an account that the policy names, and when a pass last looked at it to the end. */
export interface LookedPlace {
  readonly account: AccountId;
  /** What the owner calls the account. */
  readonly name: string | null;
  readonly region: string;
  /** The last look; null: there has been none. */
  readonly since: Instant | null;
}

export const HOME = 'home';
export const SPOKE_ROLE = 'tierkeeper-spoke';

/**
 * No secret: AWS shows external ids to whoever may see the role. It keeps a hub that is told to
 * assume somebody's role from being of use to whoever told it (the confused deputy).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export const externalIdOf = (hub: AccountId): string => `tierkeeper-${hub}`;

/** Of China and of GovCloud, whose ARNs begin otherwise. */
const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

export const placeKey = ({ account, region }: HomePlace): string => `${account}#${region}`;

/**
 * Home first, which is always looked after; each place once, however often it is named. Nothing is
 * asked of AWS: whoever opens a link or gets an event knows the same places at once, and roles can
 * name them.
 */
export function placesOf(
  { select }: Pick<Policy, 'select'>,
  home: HomePlace,
): readonly ManagedPlace[] {
  const regionOf = (region: string): string => (region === HOME ? home.region : region);
  const own = [HOME, ...select.regions].map(
    (region): ManagedPlace => ({
      account: home.account,
      region: regionOf(region),
      name: null,
      role: null,
    }),
  );
  const others = select.accounts.flatMap(({ id, name, role, externalId, regions }) =>
    (regions ?? select.regions).map((region): ManagedPlace => {
      const arn = `arn:${partitionOf(home.region)}:iam::${id}:role/${role}`;
      const assumed = { arn, externalId: externalId ?? externalIdOf(home.account) };
      const isOurs = id === home.account;
      return { account: id, region: regionOf(region), name, role: isOurs ? null : assumed };
    }),
  );
  const byKey = new Map<string, ManagedPlace>();
  for (const place of [...own, ...others]) {
    if (!byKey.has(placeKey(place))) byKey.set(placeKey(place), place);
  }
  return [...byKey.values()];
}

/** What the owner calls it; its id where they call it nothing. */
export const accountLabel = ({ select }: Pick<Policy, 'select'>, account: AccountId): string =>
  select.accounts.find(({ id }) => id === account)?.name ?? account;

/**
 * What tells a place from the others, for titles: `us-east-1`, or `shop us-east-1` where there is
 * more than one account; null where there is nothing to tell it from.
 */
export function placeLabels(
  policy: Pick<Policy, 'select'>,
  home: HomePlace,
): (place: HomePlace) => string | null {
  const places = placesOf(policy, home);
  if (places.length === 1) return () => null;
  if (places.every((place) => place.account === home.account)) return ({ region }) => region;
  return ({ account, region }) => `${accountLabel(policy, account)} ${region}`;
}

export const placeLabel = (
  policy: Pick<Policy, 'select'>,
  home: HomePlace,
  place: HomePlace,
): string | null => placeLabels(policy, home)(place);

/** Of one account, as the policy names them: `home` stands for a Region like any other. */
export const regionsOf = (
  { select }: Pick<Policy, 'select'>,
  account: AccountId,
): ReadonlySet<string> => {
  const listed = select.accounts.find(({ id }) => id === account);
  return new Set(listed?.regions ?? select.regions);
};

/** The daily sweep is the whole account's: it is made where the first of its Regions is. */
export function sweptPlaces(places: readonly ManagedPlace[]): readonly ManagedPlace[] {
  const first = new Map<AccountId, ManagedPlace>();
  for (const place of places) if (!first.has(place.account)) first.set(place.account, place);
  return [...first.values()].filter(({ role }) => role !== null);
}

/** Where the sweep of that account is made, which its other Regions go by. */
export const sweptAt = (places: readonly HomePlace[], of: HomePlace): HomePlace =>
  places.find(({ account }) => account === of.account) ?? of;

/** All but home. */
export const placesElsewhere = (
  policy: Pick<Policy, 'select'>,
  home: HomePlace,
): readonly ManagedPlace[] => placesOf(policy, home).slice(1);
