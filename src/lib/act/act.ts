/** Count, record the intent, re-check, call, record the answer: batch by batch, in time. */
import type { Answer, Clock, Cloud } from '../cloud/cloud.ts';
import type { Decision } from '../model/decision.ts';
import { type Duration, type Instant, seconds } from '../model/instant.ts';
import type { Intent, IntentTarget, Outcome } from '../model/intent.ts';
import { keyOf } from '../model/target.ts';
import { type Batch, batches } from './batch.ts';
import type { IntentLog } from './intent-log.ts';
import { recheck } from './recheck.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** What is not begun with this much time left goes on in the next pass. */
const ENOUGH_TIME = seconds(15);

export interface Acting {
  readonly cloud: Cloud;
  readonly clock: Clock;
  readonly log: IntentLog;
  readonly timeLeft: () => Duration;
  /** Whether a decision counts to the share of the fleet that may be stopped in an hour. */
  readonly countsToShare: (decision: Decision) => boolean;
}

/** A call that AWS accepted; what comes of it, a later look will see. */
export interface Request {
  readonly intent: Intent;
  readonly target: IntentTarget;
}

export interface Acted {
  readonly outcomes: readonly Outcome[];
  readonly requests: readonly Request[];
}

export async function act(acting: Acting, decisions: readonly Decision[]): Promise<Acted> {
  const stamp = { fence: acting.log.fence, now: acting.clock.now() };
  const outcomes: Outcome[] = [];
  const requests: Request[] = [];
  for (const batch of batches(decisions, stamp)) {
    if (acting.timeLeft() < ENOUGH_TIME) break;
    const done = await actOn(acting, batch);
    if (done === 'lease-lost') break;
    outcomes.push(...done.outcomes);
    requests.push(...done.requests);
  }
  return { outcomes, requests };
}

async function actOn(acting: Acting, { intent, decisions }: Batch): Promise<Acted | 'lease-lost'> {
  const { cloud, clock, log } = acting;
  const shareStops = decisions.filter(acting.countsToShare).length;
  if (!(await log.count(decisions.length, shareStops))) return 'lease-lost';
  await log.open(intent);
  const refused = await recheck({ log, cloud, now: clock.now() }, intent);
  if (!log.leaseLasts()) return 'lease-lost';
  const targets = intent.targets.filter(({ target }) => !refused.has(keyOf(target)));
  const answers = await call(cloud, { ...intent, targets });
  const acted = answered(intent, new Map([...refused, ...answers]), clock.now());
  await log.answer(requested(intent, acted.requests), acted.outcomes);
  return acted;
}

/** By the key of the target. */
type Verdicts = ReadonlyMap<string, Refusal | 'accepted'>;

async function call(cloud: Cloud, intent: Intent): Promise<Verdicts> {
  if (intent.targets.length === 0) return new Map();
  if (intent.verb === 'associate') return associate(cloud, intent);
  const { verb, hibernate, targets } = intent;
  if (targets.some(({ target }) => target.kind === 'notebook')) {
    return notebookPower(cloud, verb, targets);
  }
  const instanceIds = targets.flatMap(({ instanceId }) => instanceId ?? []);
  const answers = await cloud.power({ verb, hibernate, instanceIds });
  return new Map(
    [...answers].map(([id, answer]) => [keyOf({ kind: 'power', id }), verdictOf(answer)]),
  );
}

const verdictOf = (answer: Answer): Refusal | 'accepted' =>
  answer.accepted ? 'accepted' : refusalOf(answer.fault);

/** SageMaker takes one a call. */
async function notebookPower(
  cloud: Cloud,
  verb: 'stop' | 'start',
  targets: readonly IntentTarget[],
): Promise<Verdicts> {
  const verdicts = new Map<string, Refusal | 'accepted'>();
  for (const { target } of targets) {
    if (target.kind !== 'notebook') continue;
    verdicts.set(keyOf(target), verdictOf(await cloud.notebookPower(verb, target.id)));
  }
  return verdicts;
}

/** One after the other: an address that two want must go to the first. */
async function associate(cloud: Cloud, intent: Intent): Promise<Verdicts> {
  const verdicts = new Map<string, Refusal | 'accepted'>();
  for (const { target, association } of intent.targets) {
    if (association) verdicts.set(keyOf(target), verdictOf(await cloud.associate(association)));
  }
  return verdicts;
}

function answered(intent: Intent, verdicts: Verdicts, at: Instant): Acted {
  const outcomes: Outcome[] = [];
  const requests: Request[] = [];
  for (const target of intent.targets) {
    const verdict = verdicts.get(keyOf(target.target));
    if (verdict === 'accepted') requests.push({ intent, target });
    else if (verdict) outcomes.push(outcomeOf({ intent, target }, verdict, at));
  }
  return { outcomes, requests };
}

/** Accepted targets are `requested` until a later look sees what came of them. */
function requested(intent: Intent, requests: readonly Request[]): Intent {
  const accepted = new Set(requests.map(({ target }) => target));
  const targets = intent.targets.map((target) =>
    accepted.has(target) ? ({ ...target, progress: 'requested' } as const) : target,
  );
  return { ...intent, targets };
}

const outcomeOf = ({ intent, target }: Request, refusal: Refusal, at: Instant): Outcome => ({
  intentId: intent.id,
  verb: intent.verb,
  target: target.target,
  instanceId: target.instanceId,
  rule: target.rule,
  reason: target.reason,
  result: refusal.result,
  fault: refusal.fault,
  intendedAt: intent.at,
  at,
});
