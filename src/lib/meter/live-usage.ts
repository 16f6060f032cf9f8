/**
 * The usage of an account as a pass sees it: home's instances as they are now, and of volumes, idle
 * addresses and other Regions what the last daily sweep saw.
 */
import { complete, NOT_ASKED } from '../model/family.ts';
import type { Instance } from '../model/instance.ts';
import { type Instant, instant } from '../model/instant.ts';
import type { MeteredAddress, MeteredUsage, SurveyedUsage } from '../model/metered-usage.ts';
import { partsOf, type RunsById, seenSince } from './elastic-parts.ts';
import { withSampled } from './sampled.ts';
import { meteredElastic, privateAddressesOf, type SeenUsage, seenUsage } from './seen-usage.ts';

export interface LiveSight extends Omit<SeenUsage, 'sight'> {
  readonly takenAt: Instant;
  readonly region: string;
  /** All that a complete list of home names. */
  readonly instances: readonly Instance[];
  /** Null: there was no sweep yet. */
  readonly surveyed: SurveyedUsage | null;
}

interface Held {
  readonly publicIp: string;
  readonly instance: Instance;
}

const elasticsOn = (instance: Instance): readonly Held[] =>
  privateAddressesOf(instance).flatMap(({ publicIp, elastic }) =>
    elastic && publicIp !== null ? [{ publicIp, instance }] : [],
  );

/**
 * DescribeInstances shows which public addresses are elastic, but not their allocations: one that
 * an instance has is that which the sweep saw on it. What has moved since is counted once.
 */
function elasticsAtHome({ instances, region, surveyed, takenAt }: LiveSight, runs: RunsById) {
  const held = new Map<string, Held[]>(instances.map((one) => [one.id, [...elasticsOn(one)]]));
  const lost: MeteredAddress[] = [];
  const found: MeteredAddress[] = [];
  for (const address of surveyed?.addresses ?? []) {
    if (address.region !== region || address.kind !== 'elastic') continue;
    const { id, instanceId, to } = address;
    if (to !== null) {
      found.push(address);
      continue;
    }
    const here = instanceId === null ? undefined : held.get(instanceId)?.shift();
    if (here !== undefined) {
      const shown = meteredElastic({ ...here, id, isAssociated: true, region }, takenAt);
      const from = instant(Math.min(shown.from, address.from));
      found.push(...partsOf({ ...shown, from }, runs, takenAt));
    } else if (instanceId === null) found.push(address);
    else lost.push({ ...address, isInUse: false, instanceId: null, from: takenAt });
  }
  const fresh = [...held.values()].flat();
  for (const { publicIp: id, instance } of fresh) {
    const shown = meteredElastic({ id, isAssociated: true, instance, region }, takenAt);
    found.push(...partsOf({ ...shown, from: seenSince(shown, runs) }, runs, takenAt));
  }
  return [...found, ...lost.slice(fresh.length)];
}

export function liveUsage(live: LiveSight): MeteredUsage {
  const { takenAt, region, instances, surveyed, ...rest } = live;
  const home = { region, volumes: NOT_ASKED, addresses: NOT_ASKED };
  const regions = [{ ...home, instances: complete(instances) }];
  const seen = seenUsage({ sight: { takenAt, regions }, ...rest });
  const elsewhere = (surveyed?.instances ?? []).map((one) => ({ ...one, schedule: null }));
  const addresses = (surveyed?.addresses ?? []).filter((one) => one.region !== region);
  const here = withSampled(seen, surveyed?.sampled);
  const runs: RunsById = new Map(seen.instances.map((one) => [one.id, one.runs]));
  return {
    plan: seen.plan,
    instances: [...here.instances, ...elsewhere],
    volumes: surveyed?.volumes ?? [],
    addresses: [...here.addresses, ...elasticsAtHome(live, runs), ...addresses],
    besides: surveyed?.besides,
    before: surveyed?.before,
    others: surveyed?.others,
  };
}
