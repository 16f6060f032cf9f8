/**
 * Gives the function of other Regions what a pass may do at home, for those Regions alone: made of
 * the same statements (scripts/scopes/statements.ts).
 */
import { readFileSync } from 'node:fs';
import { parsePolicyFile } from '../src/lib/config/policy-file.ts';
import type { Serverless } from './osls.ts';
import { statementsElsewhere } from './scopes/statements.ts';
import { otherRegions } from './scopes/values.ts';

const POLICY_FILE = 'policy.yml';

/** None where the policy cannot be read: the policy plugin has said so by then. */
function regionsWanted(): readonly string[] {
  const parsed = parsePolicyFile(readFileSync(POLICY_FILE, 'utf8'));
  return parsed.ok ? otherRegions(parsed.policy) : [];
}

function addRights({ service: { resources } }: Serverless): void {
  const regions = regionsWanted();
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
    this.hooks = { 'before:package:cleanup': () => addRights(serverless) };
  }
}

// osls takes a plugin by `require`, and this is the name of what `require` gives.
export { ScopesPlugin as 'module.exports' };
