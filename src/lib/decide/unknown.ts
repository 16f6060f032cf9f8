/** Where nobody can tell whether an instance is idle: since when, and that its owner hears it. */
import type { Decision, Mark } from '../model/decision.ts';
import { days, hours, type Instant, plus } from '../model/instant.ts';
import type { Reason } from '../model/reason.ts';
import type { Case } from './case.ts';
import { toldOnce } from './told-once.ts';

/** Shorter gaps mend themselves. */
const TOLD_AFTER = days(1);

/** A young run has few datapoints by nature, and says nothing of the runs before it. */
const YOUNG_RUN = hours(2);

/**
 * What is written of it: the first time, once after a day, and when it is known again. It follows
 * from decisions, so that what another rule decides leaves the memory as it is.
 */
export function unknownMarks(
  cases: readonly Case[],
  decisions: readonly Decision[],
): readonly Mark[] {
  const byIdle = new Map(
    decisions
      .filter(({ rule, target }) => rule === 'idle' && target.kind === 'power')
      .map(({ target, reason }) => [target.id, reason]),
  );
  return cases.flatMap((subject) => {
    const because = byIdle.get(subject.instance.id);
    return because ? marksFor(subject, because) : [];
  });
}

type Unknown = Extract<Reason, { readonly key: 'idle-unknown' }>;

function marksFor(subject: Case, because: Reason): readonly Mark[] {
  switch (because.key) {
    case 'idle-unknown':
      return because.evidence.why === 'not-asked' ? [] : stillUnknown(subject, because);
    case 'boot-grace':
    case 'cool-down':
      return [];
    default:
      return subject.record.unknownSince === null ? [] : [since(subject, null)];
  }
}

const since = ({ instance }: Case, at: Instant | null): Mark => ({
  mark: 'unknown-since',
  instanceId: instance.id,
  since: at,
});

function stillUnknown(subject: Case, because: Unknown): readonly Mark[] {
  const { record, world } = subject;
  const { unknownSince } = record;
  if (unknownSince === null) return [since(subject, world.now)];
  if (!isDueToTell(subject, because, unknownSince)) return [];
  const about = `${because.evidence.why}:${unknownSince}`;
  return toldOnce(subject, { line: 'unknown', reason: because }, about);
}

/** The memory outlives stops: what is off every night would never be unknown for a day. */
function isDueToTell({ instance, world }: Case, { evidence }: Unknown, begun: Instant): boolean {
  if (plus(begun, TOLD_AFTER) > world.now) return false;
  const isPassing = evidence.why === 'few-datapoints' || evidence.why === 'stale';
  return !isPassing || plus(instance.launchTime, YOUNG_RUN) <= world.now;
}
