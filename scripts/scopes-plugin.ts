/**
 * Gives the function of other Regions what a pass may do at home, for those Regions alone: made of
 * the same statements (scripts/scopes/statements.ts).
 */
import { readFileSync } from 'node:fs';
import { parsePolicyFile } from '../src/lib/config/policy-file.ts';
import type { Serverless } from './osls.ts';
import { statementsElsewhere } from './scopes/statements.ts';
import { otherRegions, placesElsewhereIn } from './scopes/values.ts';

const POLICY_FILE = 'policy.yml';

interface Wanted {
  readonly regions: readonly string[];
  readonly places: number;
}

/** None where the policy cannot be read: the policy plugin has said so by then. */
function wanted(): Wanted {
  const parsed = parsePolicyFile(readFileSync(POLICY_FILE, 'utf8'));
  if (!parsed.ok) return { regions: [], places: 0 };
  return { regions: otherRegions(parsed.policy), places: placesElsewhereIn(parsed.policy) };
}

/** With a condition that does not hold, osls would miss it at AWS, and deploy anew each time. */
function leaveOut({ service: { functions, resources } }: Serverless): void {
  if (wanted().places > 0) return;
  delete functions['scopeQueued'];
  delete resources.Resources['ScopesMapping'];
}

function addRights({ service: { resources } }: Serverless): void {
  const { regions } = wanted();
  const { ClockTickedRole: pattern, ScopeQueuedRole: role } = resources.Resources;
  const [pass] = pattern?.Properties.Policies ?? [];
  if (regions.length === 0 || pass === undefined || role === undefined) return;
  const Statement = statementsElsewhere(pass.PolicyDocument.Statement, regions);
  role.Properties.Policies.push({
    PolicyName: 'elsewhere',
    PolicyDocument: { Version: '2012-10-17', Statement },
  });
}

class ScopesPlugin {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor(serverless: Serverless) {
    this.hooks = {
      initialize: () => leaveOut(serverless),
      'before:package:cleanup': () => addRights(serverless),
    };
  }
}

// osls takes a plugin by `require`, and this is the name of what `require` gives.
export { ScopesPlugin as 'module.exports' };
