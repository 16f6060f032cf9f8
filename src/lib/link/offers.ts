/** What a link can do right now, of all that it allows. */
import type { Instant } from '../model/instant.ts';
import type { HoldAction, LinkAction, Pressed } from '../model/link.ts';
import type { Reason } from '../model/reason.ts';
import { holdInForce, isThere, restOf, subjectOf } from './facts.ts';
import { endOf, latestDate } from './hold-ends.ts';
import type { Offer, Page } from './page.ts';
import { pressTimeOf, type Visit } from './visit.ts';

const isHoldAction = (action: LinkAction): action is HoldAction => action !== 'status';

/** What is allowed and has a meaning; whether it is shown is another matter. */
export function mayPress(visit: Visit, action: HoldAction): boolean {
  const { grant, facts, policy } = visit;
  if (!grant.actions.includes(action) || !isThere(facts)) return false;
  if (action === 'tonight') return grant.stopAt !== null;
  return action !== 'start' || restOf(facts, policy) === null;
}

function isShown({ facts, now }: Visit, action: HoldAction): boolean {
  const state = facts.record?.sighting.state;
  if (action === 'start') return state === 'stopping' || state === 'stopped';
  return action !== 'release' || holdInForce(facts, now) !== null;
}

export function offersOf(visit: Visit): readonly Offer[] {
  const time = pressTimeOf(visit);
  return visit.grant.actions
    .filter(isHoldAction)
    .filter((action) => mayPress(visit, action) && isShown(visit, action))
    .map((action) => ({ action, until: endOf(action, time) }));
}

export function offerPage(visit: Visit): Page {
  const { facts, grant, policy, now } = visit;
  const stop = comingStop(visit);
  return {
    kind: 'offer',
    at: now,
    subject: subjectOf(facts, now),
    rest: restOf(facts, policy),
    offers: offersOf(visit),
    stopAt: stop?.at ?? null,
    why: stop?.why ?? null,
    saves: stop === null ? null : facts.saves,
    latest: latestDate(pressTimeOf(visit)),
    expiresAt: grant.expiresAt,
  };
}

export const answerPage = (visit: Visit, pressed: Pressed): Page => ({
  kind: 'answer',
  subject: subjectOf(visit.facts, visit.now),
  rest: restOf(visit.facts, visit.policy),
  pressed,
  canRelease: mayPress(visit, 'release'),
});

export const refusedPage = (visit: Visit): Page => ({
  kind: 'refused',
  at: visit.now,
  subject: subjectOf(visit.facts, visit.now),
  latest: latestDate(pressTimeOf(visit)),
});

interface ComingStop {
  readonly at: Instant;
  readonly why: Reason | null;
}

/** As it was decided last; what nobody has decided since, the message says. */
function comingStop({ facts, grant, policy, now }: Visit): ComingStop | null {
  if (restOf(facts, policy) !== null) return null;
  if (holdInForce(facts, now) !== null || facts.record?.sighting.state !== 'running') return null;
  const why = facts.decision?.reason ?? null;
  if (why === null) return grant.stopAt === null ? null : { at: grant.stopAt, why };
  const at = stopAtIn(why);
  return at === null ? null : { at, why };
}

function stopAtIn({ key, evidence }: Reason): Instant | null {
  switch (key) {
    case 'stop-edge-near':
    case 'stop-edge-waiting':
    case 'idle-warned':
    case 'idle-waiting':
    case 'guard-warned':
    case 'guard-waiting':
      return evidence.stopAt;
    default:
      return null;
  }
}
