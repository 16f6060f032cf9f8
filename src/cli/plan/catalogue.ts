/** What the plan needs words for, in every language. */

import type { RuleName } from '../../lib/model/decision.ts';
import type { Duration, Instant } from '../../lib/model/instant.ts';
import type { Mode } from '../../lib/model/policy.ts';
import type { Upkeep } from '../../lib/model/upkeep.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import type { AwsLook } from '../../lib/wiring/aws-look.ts';
import type {
  FamilyName,
  IdleAddress,
  InstanceRow,
  MetricCost,
  NextEdge,
  StayingVolume,
  Trouble,
} from './report.ts';

/** Why the account was not reached. */
export type Unreached = Exclude<AwsLook, { readonly reached: true }>;

export interface PlanWords {
  title(of: { account: string; region: string; at: Instant }, say: Say): string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly next: string;
  nextEdge(next: NextEdge, say: Say): string;
  costs(row: InstanceRow, say: Say): string;
  /** What follows a warning that observing does not send. */
  wouldStop(grace: Duration, say: Say): string;
  readonly headings: {
    readonly due: string;
    readonly left: string;
    readonly addresses: string;
    readonly volumes: string;
    readonly exposure: string;
    readonly health: string;
    readonly alarms: string;
    readonly trouble: string;
  };
  readonly idle: string;
  idleAddress(address: IdleAddress, say: Say): string;
  readonly stays: string;
  stayingVolume(volume: StayingVolume, say: Say): string;
  /** What would become of our own alarms, one sentence each. */
  upkeep(upkeep: Upkeep): readonly string[];
  more(count: number): string;
  readonly families: Readonly<Record<FamilyName, string>>;
  trouble(trouble: Trouble, say: Say): string;
  allow(permissions: readonly string[]): string;
  nothing(region: string): string;
  /** How many instances there are, and what would become of how many. */
  counts(total: number, parts: readonly string[]): string;
  readonly counted: Readonly<Record<Verdict, (count: number) => string>>;
  /** Said of what a rule would do that the policy has lowered to `observe`. */
  onlyTold(rule: RuleName): string;
  metrics(cost: MetricCost, say: Say): string;
  mode(mode: Mode, policyFile: string | null): string;
  readonly firstPass: string;
  /** Where the snapshot is, and what is in it that not everybody should read. */
  /** Places of the policy that this look has not seen. */
  elsewhere(names: readonly string[], say: Say): string;
  saved(file: string): string;
  unreached(why: Unreached, profile: string | undefined): string;
}
