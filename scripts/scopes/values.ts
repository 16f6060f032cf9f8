/** What serverless.yml asks of the policy's other Regions and accounts. */
import { HOME } from '../../src/lib/model/managed-place.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import { SCOPES_AT_ONCE } from '../../src/lib/wiring/publishers.ts';

/** A batch is ten: with fewer functions than batches, the rest waits its turn. */
const BATCH = 10;
/** Lambda takes no fewer than 2 as a mapping's maximum. */
const LEAST_AT_ONCE = 2;

/**
 * A pass takes some 20 read and 8 write units, and 5 of each make 1,500 in the five minutes of a
 * tick. Beyond that the table is on demand: no units are free then, but none are missing either.
 */
const MOST_WITH_PROVISIONED = 50;

/** An inline policy holds 10,240 characters, and most of them are taken. */
const MOST_NAMED_ROLES = 40;

/** Of one table of the policy: all places but home. */
export const otherRegions = ({ select }: Policy): readonly string[] => [
  ...new Set(select.regions.filter((region) => region !== HOME)),
];

export const placesElsewhereIn = (policy: Policy): number =>
  otherRegions(policy).length +
  policy.select.accounts.reduce(
    (sum, { regions }) => sum + new Set(regions ?? policy.select.regions).size,
    0,
  );

const roleArn = (account: string, role: string): object => ({
  'Fn::Sub': `arn:\${AWS::Partition}:iam::${account}:role/${role}`,
});

/** Each by name, as long as that fits; then by the role's name in any account. */
function roleArns({ select: { accounts } }: Policy): readonly object[] {
  if (accounts.length <= MOST_NAMED_ROLES) return accounts.map(({ id, role }) => roleArn(id, role));
  return [...new Set(accounts.map(({ role }) => role))].map((role) => roleArn('*', role));
}

export function scopeValues(policy: Policy): readonly (readonly [string, unknown])[] {
  const { accounts } = policy.select;
  const places = placesElsewhereIn(policy);
  const wanted = Math.ceil(places / BATCH);
  return [
    ['scopes', String(places)],
    ['spokes', String(accounts.length)],
    ['scopesAtOnce', Math.min(SCOPES_AT_ONCE, Math.max(LEAST_AT_ONCE, wanted))],
    ['spokeAccounts', accounts.map(({ id }) => id)],
    ['spokeRoleArns', roleArns(policy)],
    ['ledgerUnits', places > MOST_WITH_PROVISIONED ? 'on-demand' : 'provisioned'],
  ];
}
