/** Status checks that fail: told when that has lasted, and over when it is well for as long. */
import type { Opinion } from '../../model/decision.ts';
import { CHECKS, type Check } from '../../model/health.ts';
import type { FailedCheck } from '../../model/health-record.ts';
import { type Instant, instant, later, minutes, plus } from '../../model/instant.ts';
import { reason } from '../../model/reason.ts';
import { handlingOf } from './handling.ts';
import { noticeOf, opinion, type Patient } from './patient.ts';

/**
 * EC2 makes its checks every minute. Shorter failures mend themselves, or AWS moves the instance to
 * another host by itself, which where it does that at all takes it minutes.
 */
const LASTING = minutes(10);

/** How a check goes on. */
interface Course {
  readonly is: 'failing' | 'to-be-told' | 'passing' | 'well';
  readonly failed: FailedCheck;
}

export interface CheckLook {
  /** As they are remembered from now on. */
  readonly checks: readonly FailedCheck[];
  readonly opinions: readonly Opinion[];
}

export function lookAtChecks(patient: Patient): CheckLook {
  const courses = CHECKS.flatMap((check) => courseOf(patient, check) ?? []);
  const those = (...kinds: readonly Course['is'][]): readonly FailedCheck[] =>
    courses.filter(({ is }) => kinds.includes(is)).map(({ failed }) => failed);
  const failing = those('failing', 'to-be-told');
  return {
    checks: those('failing', 'to-be-told', 'passing'),
    opinions: [
      ...impaired(patient, failing.filter(isTold), those('to-be-told')),
      ...wellAgain(patient, those('well')),
      ...impairedLately(
        patient,
        failing.filter((failed) => !isTold(failed)),
      ),
      ...wellLately(those('passing')),
    ],
  };
}

const isTold = ({ toldAt }: FailedCheck): boolean => toldAt !== null;

/** Null where there is nothing to say or to remember. */
function courseOf(patient: Patient, check: Check): Course | null {
  const { status, before } = patient;
  const known = before?.checks.find((one) => one.check === check) ?? null;
  switch (status.checks[check].result) {
    case 'impaired':
      return failing(patient, check, known);
    case 'ok':
    case 'not-applicable':
      return known && isTold(known) ? passing(patient, known) : null;
    case 'initializing':
    case 'insufficient-data':
      // Nobody knows: what was told stays as it was, and what was not begins anew.
      return known && isTold(known) ? { is: 'failing', failed: known } : null;
  }
}

/** One that was told stays one failure, also if it has passed for a moment. */
function failing(patient: Patient, check: Check, known: FailedCheck | null): Course {
  const { world, status } = patient;
  if (known && isTold(known)) return { is: 'failing', failed: { ...known, wellSince: null } };
  const since = status.checks[check].impairedSince ?? known?.since ?? world.now;
  const isDue = tellAt(patient, since) <= world.now;
  const toldAt = isDue ? world.now : null;
  return {
    is: isDue ? 'to-be-told' : 'failing',
    failed: { check, since, toldAt, wellSince: null },
  };
}

/** What boots is not judged, as in idleness. */
const tellAt = ({ world, instance }: Patient, since: Instant): Instant =>
  later(plus(since, LASTING), plus(instance.launchTime, world.policy.idle.bootGrace));

function passing({ world }: Patient, known: FailedCheck): Course {
  const wellSince = known.wellSince ?? world.now;
  const isWell = plus(wellSince, LASTING) <= world.now;
  return { is: isWell ? 'well' : 'passing', failed: { ...known, wellSince } };
}

const named = (failed: readonly FailedCheck[]): readonly Check[] =>
  failed.map(({ check }) => check);

const earliest = (times: readonly Instant[]): Instant => instant(Math.min(...times));

const evidenceOf = (failed: readonly FailedCheck[]) => ({
  checks: named(failed),
  since: earliest(failed.map(({ since }) => since)),
});

/** `system+instance:1764000000000`: the same for the same failure. */
const about = (failed: readonly FailedCheck[]): string =>
  `${named(failed).join('+')}:${evidenceOf(failed).since}`;

function impaired(
  patient: Patient,
  told: readonly FailedCheck[],
  fresh: readonly FailedCheck[],
): readonly Opinion[] {
  if (told.length === 0) return [];
  const because = reason('impaired', evidenceOf(told));
  if (fresh.length === 0) return [opinion('leave', because)];
  const volumeIds = patient.instance.volumes.map(({ volumeId }) => volumeId);
  const notice = noticeOf(
    patient,
    { about: about(fresh), urgency: 'now' },
    { news: 'impaired', ...evidenceOf(fresh), handling: handlingOf(patient), volumeIds },
  );
  return [opinion('tell', because, [notice])];
}

function wellAgain(patient: Patient, well: readonly FailedCheck[]): readonly Opinion[] {
  if (well.length === 0) return [];
  const evidence = evidenceOf(well);
  const notice = noticeOf(
    patient,
    { about: `well:${about(well)}`, urgency: 'now' },
    { news: 'well', ...evidence },
  );
  return [opinion('tell', reason('well-again', evidence), [notice])];
}

function impairedLately(patient: Patient, failed: readonly FailedCheck[]): readonly Opinion[] {
  if (failed.length === 0) return [];
  const first = earliest(failed.map(({ since }) => tellAt(patient, since)));
  const because = reason('impaired-lately', { ...evidenceOf(failed), tellAt: first });
  return [opinion('leave', because)];
}

function wellLately(passing: readonly FailedCheck[]): readonly Opinion[] {
  if (passing.length === 0) return [];
  const since = earliest(passing.flatMap(({ wellSince }) => wellSince ?? []));
  return [opinion('leave', reason('well-lately', { checks: named(passing), since }))];
}

/** Of an instance whose status cannot be read: what was told, as it was. */
export function toldChecks(checks: readonly FailedCheck[]): readonly Opinion[] {
  const told = checks.filter((one) => isTold(one) && one.wellSince === null);
  return told.length > 0 ? [opinion('leave', reason('impaired', evidenceOf(told)))] : [];
}
