/** What a role allows, in the words of test/rights: of the ledger by kind of partition, too. */
import type { Role } from '../../scripts/iam/roles.ts';

type Statement = Role['statements'][number];

const isAllowed = ({ Effect }: Statement): boolean => Effect === 'Allow';

/** `live` of `live#123456789012#ap-northeast-2` and of `live#*`. */
const kindOf = (partition: string): string => partition.replace(/#.*$/, '');

function kindsIn({ Condition = {} }: Statement): readonly string[] {
  const keys = Object.values(Condition).flatMap((tested) => tested['dynamodb:LeadingKeys'] ?? []);
  return [...new Set(keys.map(kindOf))];
}

/** `ec2:StopInstances`, `dynamodb:UpdateItem live`. */
export function grantedBy(...roles: readonly Role[]): ReadonlySet<string> {
  const allowed = roles.flatMap(({ statements }) => statements).filter(isAllowed);
  return new Set(
    allowed.flatMap((statement) =>
      statement.Action.flatMap((action) => {
        const kinds = kindsIn(statement);
        return kinds.length === 0 ? [action] : kinds.map((kind) => `${action} ${kind}`);
      }),
    ),
  );
}

/** Whatever ends, makes, gives away or changes something. */
const CHANGES = new RegExp(
  [
    ':(Terminate|Delete|Release|Run|Create|Put|Tag|Untag|Modify|Attach|Detach|Allocate',
    'Disassociate|Revoke|Authorize|Update|Set|Reboot|Remove|Add)',
  ].join('|'),
);

export const changesSomething = (action: string): boolean => CHANGES.test(action);
