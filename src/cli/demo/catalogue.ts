import type { UsageKind } from '../../lib/cloud/simulated/usage.ts';
import type { MeterReport } from '../../lib/model/meter.ts';
import type { Policy } from '../../lib/model/policy.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import type { StoryOptions } from './company.ts';
import type { Deed } from './story.ts';
import type { Tally } from './tally.ts';
import type { Trait } from './trait.ts';

/** What the demo says around the messages of the product. */
export interface DemoWords {
  title(days: number): string;
  setting(options: StoryOptions, say: Say): string;
  policy(policy: Policy, say: Say): string;
  readonly cast: string;
  trait(trait: Trait): string;
  deed(deed: Deed): string;
  digest(subject: string): string;
  /** Before a mail that is shown whole. */
  readonly mail: string;
  readonly subject: string;
  /** What the daily sweep names for the first time, with its price a month. */
  found(howMany: number): string;
  aws(name: string, reason: string): string;
  /** Of days on which only the usual happened. */
  readonly asUsual: string;
  saved(amount: string): string;
  readonly bill: {
    readonly heading: string;
    readonly without: string;
    readonly with: string;
    readonly kinds: Readonly<Record<UsageKind, string>>;
    readonly sum: string;
    saved(amount: string): string;
    note(asOf: string): string;
  };
  /** Over how the allowances stand. */
  freeTier(of: Pick<MeterReport, 'month' | 'asOf'>, say: Say): string;
  /** What Tierkeeper did in all this time. */
  tally(tally: Tally, say: Say): string;
  /** What went wrong in AWS and on the way. */
  mishaps(tally: Tally, say: Say): string;
  readonly laws: {
    readonly heading: string;
    /** In this language; the law's own name where there is none. */
    name(law: string): string;
    readonly held: string;
    broken(times: number): string;
  };
  verdict(of: { violations: number; with: string; without: string }): string;
}
