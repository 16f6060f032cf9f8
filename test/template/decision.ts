/** What AWS would answer whoever has a role, in the account of the resource. */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { RoleStatement } from '../../scripts/iam/roles.ts';
import { HOME } from '../wake/event-documents.ts';

export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
}

export async function decisionOf(
  statements: readonly RoleStatement[],
  { action, resource, context = {} }: Asked,
): Promise<string> {
  const account = resource.split(':')[4] || HOME.account;
  const policies = statements.map(({ onlyIf: _, ...Statement }, index) => ({
    name: `${index}`,
    policy: { Version: '2012-10-17', Statement },
  }));
  const response = await runSimulation(
    {
      request: {
        action,
        principal: `arn:aws:sts::${account}:assumed-role/role/session`,
        resource: { resource, accountId: account },
        contextVariables: { 'aws:RequestedRegion': HOME.region, ...context },
      },
      identityPolicies: policies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (response.resultType === 'error') throw new Error(JSON.stringify(response.errors));
  return response.overallResult;
}
