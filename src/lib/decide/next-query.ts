/** Deciding names what it still needs to see; observing reads it; until nothing more is needed. */
import { freeCallsLeft } from '../meter/metric-calls.ts';
import type { Decision } from '../model/decision.ts';
import { type Family, itemsOf } from '../model/family.ts';
import type { VolumeId } from '../model/ids.ts';
import { burstableFamily } from '../model/instance-type.ts';
import { minus, minutes } from '../model/instant.ts';
import type { MetricName, MetricQuery } from '../model/metric.ts';
import type { Query, Snapshot } from '../model/snapshot.ts';
import { decidePower, isOpenToIdle } from './arbitrate.ts';
import { type Case, caseOf } from './case.ts';
import { creditQueries } from './credits.ts';
import { statusQuery } from './health/health.ts';
import { judgementOf } from './idle-question.ts';
import { wantsNotebooks } from './notebooks/notebook-case.ts';
import { notebookQueries } from './notebooks/notebooks.ts';
import { claimantsOf } from './rules/address-claims.ts';
import { groupsToLookAt } from './rules/exposure.ts';
import { notJudged } from './rules/idle.ts';
import { isLookDue } from './rules/volume-looks.ts';
import { volumesToTell } from './rules/volumes.ts';
import { serverLook } from './server-signs.ts';
import { idleTagOf } from './tags.ts';
import { alarmsAreDue } from './upkeep.ts';
import { regionsIn, type World } from './world.ts';

/** The next reads, cheapest first; empty when the snapshot holds all that a rule would look at. */
export function nextQueries(world: World): readonly Query[] {
  const first = [
    ...spotQuery(world),
    ...volumeQuery(world),
    ...addressQuery(world),
    ...exposureQuery(world),
    ...notebookQuery(world),
    ...statusQuery(world),
    ...recipientQuery(world),
  ];
  if (first.length > 0) return first;
  const candidates = idleCandidates(world);
  const queries = [
    ...notebookMetricQuery(world),
    ...merge(
      world,
      candidates.flatMap((subject) => idleQueries(subject)),
    ),
  ];
  if (queries.length > 0) return queries;
  const last = [...backupQuery(world), ...alarmQuery(world)];
  if (last.length > 0) return last;
  const surplus = surplusQuery(world);
  return surplus.length > 0 ? surplus : creditQueries(world);
}

const notAsked = (family: Family<unknown>): boolean =>
  !family.complete && family.fault.code === 'not-asked';

function spotQuery({ snapshot, living }: World): readonly Query[] {
  if (!notAsked(snapshot.spotRequests)) return [];
  const ids = living.flatMap(({ lifecycle, spotRequestId }) =>
    lifecycle === 'spot' && spotRequestId !== null ? [spotRequestId] : [],
  );
  return ids.length > 0 ? [{ kind: 'spot-requests', ids }] : [];
}

/** Volumes of what is gone, and those that were left behind before; all, if any is due. */
function volumeQuery(world: World): readonly Query[] {
  const { snapshot, policy } = world;
  if (!policy.volumes.on || !notAsked(snapshot.volumes)) return [];
  const left = snapshot.memory.leftVolumes;
  if (left.length === 0 && !world.gone.some((record) => isLookDue(world, record))) return [];
  const gone = world.gone.flatMap(({ sighting }) => sighting.volumes);
  const ids = new Set<VolumeId>([...gone, ...left].map(({ volumeId }) => volumeId));
  return ids.size > 0 ? [{ kind: 'volumes', ids: [...ids] }] : [];
}

function backupQuery(world: World): readonly Query[] {
  if (!notAsked(world.snapshot.backups)) return [];
  const ids = volumesToTell(world);
  return ids.length > 0 ? [{ kind: 'backups', ids }] : [];
}

/** Elastic IPs matter where one is declared, was lost with an instance, or is missed since. */
function addressQuery(world: World): readonly Query[] {
  const { snapshot, policy } = world;
  if (!policy.addresses.on || !notAsked(snapshot.addresses)) return [];
  const declared = claimantsOf(world).length > 0;
  const lost = world.gone.some(({ sighting }) => sighting.addresses.length > 0);
  const left = snapshot.memory.leftAddresses.length > 0;
  return declared || lost || left ? [{ kind: 'addresses' }] : [];
}

/** Once an hour, or where a new group stands before a public address. */
function exposureQuery(world: World): readonly Query[] {
  const { securityGroups } = world.snapshot;
  if (!securityGroups.complete && !notAsked(securityGroups)) return [];
  const ids = groupsToLookAt(world).filter((id) => !world.securityGroups.has(id));
  return ids.length > 0 ? [{ kind: 'security-groups', ids }] : [];
}

/** Where the policy wants something of them, or a call of ours has no outcome yet. */
function notebookQuery({ snapshot, policy }: World): readonly Query[] {
  const { scope, memory } = snapshot;
  if (scope.kind === 'instances' || !notAsked(snapshot.notebooks)) return [];
  const open = memory.intents.some(({ targets }) =>
    targets.some(({ target }) => target.kind === 'notebook'),
  );
  return open || wantsNotebooks(policy) ? [{ kind: 'notebooks' }] : [];
}

const askedBefore = ({ metrics, notebookMetrics }: Snapshot): number =>
  metrics.length + notebookMetrics.length;

/** Beyond the free calls nothing is asked of them, so that they are unknown. */
function notebookMetricQuery(world: World): readonly Query[] {
  if (world.snapshot.scope.kind === 'instances') return [];
  const left = freeCallsLeft(askedBefore(world.snapshot), regionsIn(world));
  const queries = notebookQueries(world).slice(0, left);
  return queries.length > 0 ? [{ kind: 'notebook-metrics', queries }] : [];
}

type Candidates = Pick<Snapshot, 'spotRequests' | 'scope'> & { readonly found: readonly Case[] };

/** By the records of a world, which all drafts of one look share. */
const looks = new WeakMap<World['records'], Candidates>();

/** What the rules above idle bind hangs on nothing that is read for idleness: asked once a look. */
function idleCandidates(world: World): readonly Case[] {
  const { spotRequests, scope } = world.snapshot;
  const known = looks.get(world.records);
  if (known?.spotRequests === spotRequests && known.scope === scope) {
    return known.found.map((subject) => ({ ...subject, world }));
  }
  const found = openToIdle(world);
  looks.set(world.records, { spotRequests, scope, found });
  return found;
}

/** Instances whose power only idleness could decide, within the wake's scope. */
function openToIdle(world: World): readonly Case[] {
  const { scope } = world.snapshot;
  if (scope.kind === 'notebooks') return [];
  const wanted = scope.kind === 'region' ? null : new Set(scope.ids);
  return world.living
    .filter(({ id, state }) => state === 'running' && (wanted?.has(id) ?? true))
    .map((instance) => caseOf(world, instance))
    .filter((subject) => notJudged(subject) === null && isOpenToIdle(subject));
}

function idleQueries(subject: Case): readonly Query[] {
  const judgement = judgementOf(subject);
  if (judgement.kind === 'ask') return [metricsQuery(judgement.queries)];
  if (judgement.kind !== 'idle' || !mayBeServer(subject)) return [];
  const look = serverLook(subject.instance, subject.world);
  return look.kind === 'ask' ? look.queries : [];
}

const metricsQuery = (queries: readonly MetricQuery[]): Query => ({
  kind: 'metrics',
  queries,
  freeCalls: 0,
});

const mayBeServer = ({ instance, world }: Case): boolean =>
  world.policy.idle.servers === 'suggest' && idleTagOf(instance)?.kind !== 'window';

/** One query a kind. */
function merge(world: World, queries: readonly Query[]): readonly Query[] {
  const freeCalls = freeCallsLeft(askedBefore(world.snapshot), regionsIn(world));
  const metrics = queries.flatMap((query) => (query.kind === 'metrics' ? query.queries : []));
  const groups = queries.flatMap((query) => (query.kind === 'security-groups' ? query.ids : []));
  const targets = queries.some(({ kind }) => kind === 'load-balancer-targets');
  return [
    ...(metrics.length > 0 ? [{ kind: 'metrics', queries: metrics, freeCalls } as const] : []),
    ...(queries.some(({ kind }) => kind === 'security-groups')
      ? [{ kind: 'security-groups', ids: [...new Set(groups)] } as const]
      : []),
    ...(targets ? [{ kind: 'load-balancer-targets' } as const] : []),
  ];
}

/** Only where a warning might be given: somebody must be there to read it. */
function recipientQuery(world: World): readonly Query[] {
  const { confirmedRecipient } = world.snapshot;
  if (confirmedRecipient !== null || world.mode === 'observe' || world.paused) return [];
  const notebookRuns = itemsOf(world.snapshot.notebooks).some(
    ({ status }) => status === 'InService',
  );
  return notebookRuns || world.living.some(({ state }) => state === 'running')
    ? [{ kind: 'confirmed-recipient' }]
    : [];
}

/** CPU credits are paid by the stop: whoever is about to be warned of one hears what it charges. */
function surplusQuery(world: World): readonly Query[] {
  const { snapshot, living, now } = world;
  const queries = living
    .filter(({ state, type }) => state === 'running' && burstableFamily(type) !== null)
    .filter(({ id }) => !(world.readings.get(id) ?? []).some(({ metric }) => metric === SURPLUS))
    .filter((instance) => isWarnedNow(decidePower(caseOf(world, instance))))
    .map(({ id }) => ({ instanceId: id, metric: SURPLUS, from: minus(now, LATELY), to: now }));
  const freeCalls = freeCallsLeft(askedBefore(snapshot), regionsIn(world));
  return queries.length > 0 ? [{ kind: 'metrics', queries, freeCalls }] : [];
}

const SURPLUS: MetricName = 'CPUSurplusCreditBalance';
/** Credit metrics come every five minutes, one or two of them late. */
const LATELY = minutes(30);

/** What has been told before is not told again. */
const isWarnedNow = ({ verdict, opinions }: Decision): boolean =>
  verdict === 'warn' && (opinions[0]?.marks.length ?? 0) > 0;

/** Late: which alarms are wanted depends on whose instances these are. */
const alarmQuery = (world: World): readonly Query[] =>
  alarmsAreDue(world) ? [{ kind: 'alarms' }] : [];
