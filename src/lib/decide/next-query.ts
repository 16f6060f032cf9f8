/** Deciding names what it still needs to see; observing reads it; until nothing more is needed. */
import type { VolumeId } from '../model/ids.ts';
import type { Query, Snapshot } from '../model/snapshot.ts';
import { isOpenToIdle } from './arbitrate.ts';
import { type Case, caseOf } from './case.ts';
import { idleQuestionOf } from './idle-question.ts';
import { claimantsOf } from './rules/addresses.ts';
import { notJudged } from './rules/idle.ts';
import { serverLook } from './server-signs.ts';
import { judge } from './signals.ts';
import { idleTagOf } from './tags.ts';
import type { World } from './world.ts';

/** The next reads, cheapest first; empty when the snapshot holds all that a rule would look at. */
export function nextQueries(world: World): readonly Query[] {
  const first = [...spotQuery(world), ...volumeQuery(world), ...addressQuery(world)];
  if (first.length > 0) return first;
  const candidates = idleCandidates(world);
  const queries = merge(candidates.flatMap((subject) => idleQueries(subject)));
  return queries.length > 0 ? queries : recipientQuery(world);
}

const notAsked = (family: Snapshot['volumes' | 'addresses' | 'spotRequests']): boolean =>
  !family.complete && family.fault.code === 'not-asked';

function spotQuery({ snapshot, living }: World): readonly Query[] {
  if (!notAsked(snapshot.spotRequests)) return [];
  const ids = living.flatMap(({ lifecycle, spotRequestId }) =>
    lifecycle === 'spot' && spotRequestId !== null ? [spotRequestId] : [],
  );
  return ids.length > 0 ? [{ kind: 'spot-requests', ids }] : [];
}

/** Volumes of what is gone, and those that were left behind before. */
function volumeQuery(world: World): readonly Query[] {
  const { snapshot, policy } = world;
  if (!policy.volumes.on || !notAsked(snapshot.volumes)) return [];
  const gone = world.gone.flatMap(({ sighting }) => sighting.volumes);
  const left = snapshot.memory.leftVolumes;
  const ids = new Set<VolumeId>([...gone, ...left].map(({ volumeId }) => volumeId));
  return ids.size > 0 ? [{ kind: 'volumes', ids: [...ids] }] : [];
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

/** Instances whose power only idleness could decide, within the wake's scope. */
function idleCandidates(world: World): readonly Case[] {
  const { scope } = world.snapshot;
  const wanted = scope.kind === 'region' ? null : new Set(scope.ids);
  return world.living
    .filter(({ id, state }) => state === 'running' && (wanted?.has(id) ?? true))
    .map((instance) => caseOf(world, instance))
    .filter((subject) => notJudged(subject) === null && isOpenToIdle(subject));
}

function idleQueries(subject: Case): readonly Query[] {
  const judgement = judge(idleQuestionOf(subject));
  if (judgement.kind === 'ask') return [{ kind: 'metrics', queries: judgement.queries }];
  if (judgement.kind !== 'idle' || !mayBeServer(subject)) return [];
  const look = serverLook(subject.instance, subject.world);
  return look.kind === 'ask' ? look.queries : [];
}

const mayBeServer = ({ instance, world }: Case): boolean =>
  world.policy.idle.servers === 'suggest' && idleTagOf(instance)?.kind !== 'window';

/** One query a kind. */
function merge(queries: readonly Query[]): readonly Query[] {
  const metrics = queries.flatMap((query) => (query.kind === 'metrics' ? query.queries : []));
  const groups = queries.flatMap((query) => (query.kind === 'security-groups' ? query.ids : []));
  const targets = queries.some(({ kind }) => kind === 'load-balancer-targets');
  return [
    ...(metrics.length > 0 ? [{ kind: 'metrics', queries: metrics } as const] : []),
    ...(queries.some(({ kind }) => kind === 'security-groups')
      ? [{ kind: 'security-groups', ids: [...new Set(groups)] } as const]
      : []),
    ...(targets ? [{ kind: 'load-balancer-targets' } as const] : []),
  ];
}

/** Asked last, and only where a warning might be given: somebody must be there to read it. */
function recipientQuery(world: World): readonly Query[] {
  const { confirmedRecipient } = world.snapshot;
  if (confirmedRecipient !== null || world.mode === 'observe' || world.paused) return [];
  return world.living.some(({ state }) => state === 'running')
    ? [{ kind: 'confirmed-recipient' }]
    : [];
}
