/** `--place shop/us-east-1`: one of the places that the deployed policy names. */
import type { AccountId } from '../lib/model/ids.ts';
import {
  accountLabel,
  type HomePlace,
  type ManagedPlace,
  placesOf,
} from '../lib/model/managed-place.ts';
import type { Policy } from '../lib/model/policy.ts';
import type { OptionSpec } from './command.ts';
import { wrongUsage } from './command.ts';

export const PLACE_OPTION: OptionSpec = {
  value: 'NAME',
  says: 'Another place of the policy: us-east-1, shop, or shop/us-east-1 (account/Region).',
};

interface Asked extends HomePlace {
  /** Where the ledger is, if not there. */
  readonly hub?: AccountId | undefined;
}

/** Given where the ledger is, that place in it; home where none is asked for. */
export const placeAsked =
  (asked: string | undefined, policy: Policy) =>
  (home: HomePlace): Asked => {
    if (asked === undefined) return home;
    const places = placesOf(policy, home);
    const [found, ...others] = places.filter((place) => namesOf(place, policy).includes(asked));
    if (found !== undefined && others.length === 0) {
      const { account, region } = found;
      const isHome = account === home.account && region === home.region;
      return isHome ? home : { account, region, hub: home.account };
    }
    const listed = (found === undefined ? places : [found, ...others]).map((place) =>
      placeName(place, policy),
    );
    throw wrongUsage(
      found === undefined
        ? `No place of the policy is called "${asked}"; there are ${listed.join(', ')}.`
        : `"${asked}" is the name of several places: say which of ${listed.join(', ')}.`,
    );
  };

/** `shop/us-east-1`, as the option takes it. */
export const placeName = ({ account, region }: ManagedPlace, policy: Policy): string =>
  `${accountLabel(policy, account)}/${region}`;

function namesOf(place: ManagedPlace, policy: Policy): readonly string[] {
  const { account, region } = place;
  const label = accountLabel(policy, account);
  return [region, account, label, `${account}/${region}`, `${label}/${region}`];
}
