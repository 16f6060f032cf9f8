/** With whom an account shares what is free: the others on its bill, if the policy says so. */
import { accountLabel, type HomePlace, placesOf } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { SharedMeter } from '../survey.ts';

/** Null where there is only one place, and nothing to share. */
export function sharedMeter(
  policy: Policy,
  home: HomePlace,
  { account }: HomePlace,
): SharedMeter | null {
  const places = placesOf(policy, home);
  if (places.length === 1) return null;
  const label = accountLabel(policy, account);
  if (policy.freeTier.bills === 'each') return { label, others: [] };
  // An account is swept in the first of its Regions.
  const firsts = [...Map.groupBy(places, (place) => place.account).values()].flatMap(
    ([first]) => first ?? [],
  );
  const others = firsts
    .filter((place) => place.account !== account)
    .map((place) => ({ label: accountLabel(policy, place.account), place }));
  return { label, others };
}
