/** `(snapshot, policy) -> Plan`: pure, total and deterministic, for the snapshot's own instant. */
import type { Decision, Mark, Plan } from '../model/decision.ts';
import { isGone } from '../model/instance.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import { reason } from '../model/reason.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { decidePower, marksOf } from './arbitrate.ts';
import { type Case, caseOf } from './case.ts';
import { creditMarks } from './credits.ts';
import { goneInstance } from './ended-runs.ts';
import { withFree } from './free-tier/covered.ts';
import { freeTierMarks } from './free-tier/free-tier.ts';
import { lookAtHealth } from './health/health.ts';
import { limit } from './limit.ts';
import { isSameActivation } from './modes.ts';
import { decideNotebooks, notebookSightings } from './notebooks/notebooks.ts';
import { binding, onlyOpinion } from './opinion.ts';
import { outcomeMarks } from './outcome-marks.ts';
import { ownTrouble } from './own-trouble.ts';
import { decideAddresses } from './rules/addresses.ts';
import { lookAtExposure } from './rules/exposure.ts';
import { decideLeftAddresses } from './rules/left-addresses.ts';
import { decideVolumes, volumesLeftNotices } from './rules/volumes.ts';
import { keptMonths, keptWhenGone } from './savings-kept.ts';
import { toldOnce } from './told-once.ts';
import { unknownMarks } from './unknown.ts';
import { upkeepOf } from './upkeep.ts';
import { type World, worldOf } from './world.ts';

export function decide(snapshot: Snapshot, policy: Policy, prices: PriceTable): Plan {
  const world = worldOf(snapshot, policy, prices);
  const cases = [...world.instances.values()].map((instance) => caseOf(world, instance));
  const volumes = decideVolumes(world);
  const exposure = lookAtExposure(world);
  const health = lookAtHealth(world);
  const found = [
    ...cases.map(decidePower),
    ...deferredPower(world),
    ...decideAddresses(world),
    ...decideLeftAddresses(world),
    ...volumes,
    ...exposure.decisions,
    ...health.decisions,
    ...decideNotebooks(world),
  ];
  const decisions = limit(world, found);
  return {
    mode: world.mode,
    modes: world.modes,
    decisions,
    settled: world.settled,
    upkeep: upkeepOf(world),
    marks: withFree(world, [
      ...activation(world),
      ...world.settled.flatMap((outcome) => outcomeMarks(world, outcome)),
      ...cases.flatMap((subject) => sightingMarks(world, subject)),
      // Before the decisions, which change what is seen here.
      ...notebookSightings(world),
      ...decisions.flatMap((decision) => marksOf(world, decision)),
      ...overLimit(cases, decisions),
      ...unknownMarks(cases, decisions),
      ...creditMarks(world, cases),
      ...volumesLeftNotices(world, volumes),
      ...exposure.marks,
      ...health.marks,
      ...freeTierMarks(world),
      ...ownTrouble(world, decisions),
      ...keptMonths(cases),
      ...forgotten(world, volumes),
    ]),
  };
}

/** Without the whole list nothing is known of anybody: everything remembered is deferred. */
function deferredPower({ snapshot, records }: World): readonly Decision[] {
  const { instances } = snapshot;
  if (instances.complete) return [];
  const because = reason('incomplete', { family: 'instances', fault: instances.fault });
  const opinion = binding({ rule: 'nothing', verdict: 'defer', reason: because });
  return [...records.keys()].map((id) => onlyOpinion({ kind: 'power', id }, opinion));
}

function activation({ snapshot, activation: now }: World): readonly Mark[] {
  const known = snapshot.memory.activation;
  return known && isSameActivation(known, now) ? [] : [{ mark: 'activated', activation: now }];
}

/** A gone instance that nobody remembers is not taken up again. */
function sightingMarks(world: World, { instance, record, schedule }: Case): readonly Mark[] {
  const known = world.records.get(instance.id);
  if (!known && isGone(instance.state)) return [];
  const dropped = schedule.kind !== 'schedule' && record.schedule !== null;
  return [
    ...(record === known ? [] : [{ mark: 'seen', record } as const]),
    ...(dropped ? [{ mark: 'schedule', instanceId: instance.id, schedule: null } as const] : []),
  ];
}

/** Who waits because of a limit is named once a launch. */
function overLimit(cases: readonly Case[], decisions: readonly Decision[]): readonly Mark[] {
  const over = new Map(
    decisions
      .filter(({ rule, target }) => rule === 'limits' && target.kind === 'power')
      .map((decision) => [decision.target.id, decision.reason]),
  );
  return cases.flatMap((subject) => {
    const because = over.get(subject.instance.id);
    const launch = `${subject.instance.launchTime}`;
    return because ? toldOnce(subject, { line: 'over-limit', reason: because }, launch) : [];
  });
}

/** A gone instance is forgotten when nothing of what it held is in question any more. */
function forgotten(world: World, volumes: readonly Decision[]): readonly Mark[] {
  const { policy, snapshot } = world;
  const pending = new Set(
    volumes.flatMap(({ target, verdict }) => (verdict === 'defer' ? [target.id] : [])),
  );
  return world.gone
    .filter(({ sighting }) => !sighting.volumes.some(({ volumeId }) => pending.has(volumeId)))
    .filter(
      ({ sighting }) =>
        sighting.addresses.length === 0 || !policy.addresses.on || snapshot.addresses.complete,
    )
    .flatMap((record): readonly Mark[] => {
      const gone = goneInstance(record, snapshot.memory.lastSweepAt, snapshot.takenAt);
      return [
        ...keptWhenGone(world, record),
        ...(gone === null ? [] : [{ mark: 'runs-kept', gone } as const]),
        { mark: 'forgotten', instanceId: record.instanceId },
      ];
    });
}
