/** What a page says, as facts: `link/html` makes it readable, in English and Korean. */

import type { Switched } from '../model/control.ts';
import type { LoggedDecision } from '../model/decision-log.ts';
import type { AccountId, InstanceId } from '../model/ids.ts';
import type { InstanceState } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { Hold } from '../model/ledger.ts';
import type { HoldAction, Pressed } from '../model/link.ts';
import type { MeterReport } from '../model/meter.ts';
import type { Mode } from '../model/policy.ts';
import type { Reason } from '../model/reason.ts';
import type { SavedInMonth } from '../model/savings.ts';
import type { Edge, PowerState } from '../model/schedule.ts';
import type { HourSaved } from '../model/stop-effects.ts';

/** The instance that a link is about, as the ledger last saw it. */
export interface PageSubject {
  readonly instanceId: InstanceId;
  /** From a tag: foreign text. */
  readonly name: string;
  readonly type: string;
  /** Null where the ledger does not know it any more. */
  readonly state: InstanceState | null;
  /** The hold in force. */
  readonly hold: Hold | null;
}

/** Why nothing is stopped or started, whatever is held. */
export type Rest = 'observing' | 'paused';

/** Something that is offered, and until when it would hold. */
export interface Offer {
  readonly action: HoldAction;
  /** Null for `date`, which the reader chooses, and for `release`. */
  readonly until: Instant | null;
}

export type Page =
  | {
      readonly kind: 'offer';
      readonly at: Instant;
      readonly subject: PageSubject;
      /** Null where what is announced is done. */
      readonly rest: Rest | null;
      readonly offers: readonly Offer[];
      /** When it is to stop; null where nothing is announced. */
      readonly stopAt: Instant | null;
      /** Why it is to stop, as it was last decided; null where nobody knows. */
      readonly why: Reason | null;
      /** What an hour of it being stopped saves; null where the price is unknown. */
      readonly saves: HourSaved | null;
      /** On the last date that `date` takes. */
      readonly latest: Instant;
      readonly expiresAt: Instant;
    }
  | {
      readonly kind: 'answer';
      readonly subject: PageSubject;
      /** Null where what was pressed is done. */
      readonly rest: Rest | null;
      readonly pressed: Pressed;
      /** Whether the link may release the hold again. */
      readonly canRelease: boolean;
    }
  /** A date that cannot be read, or is too far: the form again, with what would be right. */
  | {
      readonly kind: 'refused';
      readonly at: Instant;
      readonly subject: PageSubject;
      readonly latest: Instant;
    }
  | { readonly kind: 'status'; readonly status: Status }
  /** The same for everything that is not a valid request: it tells nobody why. */
  | { readonly kind: 'problem' };

export interface StatusLine {
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly type: string;
  readonly state: InstanceState;
  readonly since: Instant;
  readonly hold: Hold | null;
  /** The schedule that it follows; null where it follows none, or the policy has it no more. */
  readonly schedule: string | null;
  /** How it is to turn in the next 24 hours: by its schedule, its hold and what it is warned of. */
  readonly ahead: readonly Edge[];
  /** The first turn, however far ahead; `to` is null where nobody knows which. */
  readonly next: { readonly at: Instant; readonly to: PowerState | null } | null;
  /** What was decided about it last, and why. */
  readonly decision: LoggedDecision | null;
}

export interface Status {
  readonly account: AccountId;
  readonly region: string;
  /** The policy's, lowered by the owner's switch. */
  readonly mode: Mode;
  /** Null: all is done as the policy has it. */
  readonly switched: Switched | null;
  readonly at: Instant;
  /** When a pass over the whole Region last completed; null: never. */
  readonly lastSweepAt: Instant | null;
  readonly instances: readonly StatusLine[];
  /** Instances that are not listed. */
  readonly more: number;
  /** The last 50, newest first. */
  readonly decisions: readonly LoggedDecision[];
  /** Null where nothing is metered. */
  readonly meter: MeterReport | null;
  /** Null where nobody has counted it. */
  readonly saved: SavedInMonth | null;
}
