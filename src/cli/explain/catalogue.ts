/** What an explanation needs words for, in every language. */
import type { RuleName } from '../../lib/model/decision.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import type { Cause, Explanation, PowerRule } from './explanation.ts';
import type { Happening } from './forecast.ts';
import type { Otherwise } from './without.ts';

/** How a time is said depends on when the reader stands. */
export interface Speech {
  readonly say: Say;
  readonly at: Explanation['at'];
}

export interface ExplainWords {
  readonly headings: {
    readonly rules: string;
    readonly otherwise: string;
    readonly next: string;
  };
  readonly rules: Readonly<Record<PowerRule, string>>;
  /** AWS's state reason, and what it means; told beside the word AWS. */
  cause(cause: Cause, say: Say): string;
  readonly silent: string;
  readonly unasked: string;
  /** Before the opinion that won. */
  readonly decides: string;
  otherwise(other: Otherwise, speech: Speech): string;
  readonly nothingElse: string;
  happening(happening: Happening, speech: Speech): string;
  readonly nothingComes: string;
  readonly observing: string;
  /** Said of what a rule would do that the policy has lowered to `observe`. */
  onlyTold(rule: RuleName): string;
  /** Before the next time of its schedule. */
  readonly nextEdge: string;
  readonly noSchedule: string;
  watched(isWatched: boolean): string;
}
