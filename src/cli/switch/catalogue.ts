/** What `tierkeeper pause`, `resume` and `mode` say. */
import type { SwitchTurn } from '../../lib/model/control.ts';
import type { Instant } from '../../lib/model/instant.ts';
import type { Mode } from '../../lib/model/policy.ts';
import type { Say } from '../../lib/tell/render/say.ts';

/** How the switch stands after it was turned. */
export interface SwitchState {
  readonly turn: SwitchTurn;
  readonly changed: boolean;
  readonly paused: boolean;
  /** Lowered to observing, whatever the policy says. */
  readonly lowered: boolean;
  /** Since when it stands so; null: it was never turned. */
  readonly since: Instant | null;
  /** Of the policy at hand; null where there is none, and the one that is deployed is not known. */
  readonly policyMode: Mode | null;
}

export interface SwitchWords {
  /** One sentence or two: what was done, and what is so now. */
  turned(state: SwitchState, say: Say): string;
  /** `mode act` where the policy observes. */
  cannotRaise(file: string): string;
  /** Somebody else writes the switch. */
  readonly contended: string;
}
