/** What was begun together is told together: one message for a night's stops, not one for each. */
import type { Plan } from '../model/decision.ts';
import { type Instant, minutes, plus } from '../model/instant.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Less than a tick: most stops take under a minute, and no news waits for one that hangs. */
const LONGEST_WAIT = minutes(4);

export interface UnderWay {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  readonly now: Instant;
}

/** News of an instance that has stopped or started, while others are still on their way. */
export function waitsForOthers({ notice, deliveries }: NoticeRecord, underWay: UnderWay): boolean {
  const isNews = notice.kind === 'stopped' || notice.kind === 'started';
  const isFresh = plus(notice.at, LONGEST_WAIT) > underWay.now;
  return isNews && isFresh && deliveries.length === 0 && isAnyUnderWay(underWay);
}

/** Deciding settles a target once at most: what is left over is open still. */
function isAnyUnderWay({ snapshot, plan }: UnderWay): boolean {
  const begun = snapshot.memory.intents.flatMap(({ targets }) => targets);
  const isPower = ({ target }: { readonly target: { readonly kind: string } }): boolean =>
    target.kind === 'power';
  return begun.filter(isPower).length > plan.settled.filter(isPower).length;
}
