/** Holds of an instance: from a link, a button or the command line, and its own tag. */
import { type Instant, instant, later } from '../model/instant.ts';
import type { Hold } from '../model/ledger.ts';
import type { Edge } from '../model/schedule.ts';
import { TAG } from '../model/tag.ts';
import type { Case } from './case.ts';
import { holdUntilOf } from './tags.ts';
import { startedByPerson } from './transition.ts';

/** The hold in force that ends last; one that wants a state goes before those that want none. */
export function activeHold(subject: Case): Hold | null {
  const active = allHolds(subject).filter(({ until }) => until > subject.world.now);
  const wanting = active.filter(({ want }) => want !== 'leave');
  const candidates = wanting.length > 0 ? wanting : active;
  return candidates.reduce<Hold | null>(
    (longest, hold) => (longest === null || hold.until > longest.until ? hold : longest),
    null,
  );
}

/** Whether an edge fell into a hold, though it has ended since. */
export const wasHeldAt = (subject: Case, edge: Instant): boolean =>
  allHolds(subject).some((hold) => !hold.postpones && covers(hold, edge));

/** When an edge is due: as it is, or at the end of "one hour more". */
export const postponedTo = (subject: Case, edge: Instant): Instant =>
  allHolds(subject)
    .filter(({ postpones }) => postpones)
    .reduce((due, { until }) => later(due, until), edge);

/**
 * "One hour more" that came after the stop of its edge: what was started again for that hour is due
 * when the hour is over, once.
 */
export function isDueAgain(subject: Case, edge: Edge): boolean {
  const { holds, instance, record, world } = subject;
  if (edge.to !== 'stopped' || instance.state !== 'running') return false;
  const lastStop = record.lastStop?.at ?? edge.at;
  const isOver = ({ want, postpones, at, until }: Hold): boolean =>
    postpones && want === 'running' && at > edge.at && until <= world.now && lastStop < until;
  return holds.some(isOver) && startedByPerson(subject) === null;
}

const covers = ({ at, until }: Hold, edge: Instant): boolean => at <= edge && edge < until;

function allHolds({ instance, holds, world }: Case): readonly Hold[] {
  const until = holdUntilOf(instance, world.policy.zone);
  if (until === null || until === undefined) return holds;
  const tag: Hold = {
    kind: 'hold',
    instanceId: instance.id,
    want: 'leave',
    until,
    by: TAG.holdUntil,
    why: '',
    // Nobody knows since when; a tag is believed to have been there always.
    at: instant(0),
    postpones: false,
  };
  return [...holds, tag];
}
