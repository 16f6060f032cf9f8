/** What a pass remembers of an instance that it sees. */

import { billedType } from '../meter/seen-usage.ts';
import { type Instance, isGone, nameOf } from '../model/instance.ts';
import type { InstanceRecord, SeenVolume, Sighting } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import { runsAfter } from './ended-runs.ts';

/** The record after this look; the same object where nothing changed, so nothing is written. */
export function sight(
  known: InstanceRecord | null,
  instance: Instance,
  now: Instant,
): InstanceRecord {
  if (known && isAsKnown(known.sighting, instance)) return known;
  return {
    kind: 'instance',
    instanceId: instance.id,
    schedule: null,
    warnings: [],
    lastStop: null,
    lastStart: null,
    protectedAt: null,
    hibernationRefusedAt: null,
    unknownSince: null,
    told: [],
    ...known,
    ...runsAfter(known, instance, now),
    sighting: sightingOf(known?.sighting ?? null, instance, now),
  };
}

/** A gone instance shows neither its name, its addresses nor its volumes for long. */
function sightingOf(known: Sighting | null, instance: Instance, now: Instant): Sighting {
  const { state, launchTime, type } = instance;
  const since = known && isSameState(known, instance) ? known.since : now;
  const seen = { state, since, launchTime, type };
  const volumes = instance.volumes.map(seenVolume);
  if (known && isGone(state)) {
    const more = volumes.filter((volume) => !isKnown(known, volume));
    return { ...known, ...seen, volumes: [...known.volumes, ...more] };
  }
  const addresses = elasticIps(instance).map((publicIp) => ({ publicIp }));
  const name = nameOf(instance);
  return {
    ...{ ...seen, name, addresses, volumes },
    ...automaticAddresses(known, instance),
    ...billedAs(instance),
  };
}

/** What is stopped has none of them any more: those of its run are remembered. */
function automaticAddresses(
  known: Sighting | null,
  instance: Instance,
): Pick<Sighting, 'automaticAddresses'> {
  const isOfRun = known?.launchTime === instance.launchTime && instance.state === 'stopped';
  const count = isOfRun ? known.automaticAddresses : automaticAddressesOf(instance);
  return count ? { automaticAddresses: count } : {};
}

export const automaticAddressesOf = ({ interfaces }: Instance): number =>
  interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .filter(({ elastic, publicIp }) => !elastic && publicIp !== null).length;

/** Most are Linux and on demand, of which nothing more need be said than their type. */
function billedAs(instance: Instance): Pick<Sighting, 'billedAs'> {
  const [type, { platform }] = [billedType(instance), instance];
  return type === instance.type && platform === 'linux' ? {} : { billedAs: { type, platform } };
}

const seenVolume = ({ volumeId, device, deleteOnTermination }: SeenVolume): SeenVolume => ({
  volumeId,
  device,
  deleteOnTermination,
});

const elasticIps = ({ interfaces }: Instance): readonly string[] =>
  interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .flatMap(({ elastic, publicIp }) => (elastic && publicIp !== null ? [publicIp] : []));

const isSameState = (known: Sighting, { state, launchTime }: Instance): boolean =>
  known.state === state && known.launchTime === launchTime;

/** AWS may list the same things in another order. */
function isAsKnown(known: Sighting, instance: Instance): boolean {
  const { state, type, volumes } = instance;
  if (!isSameState(known, instance) || known.type !== type) return false;
  const noneNew = volumes.every((volume) => isKnown(known, volume));
  if (isGone(state)) return noneNew;
  const ips = elasticIps(instance);
  return (
    noneNew &&
    volumes.length === known.volumes.length &&
    known.name === nameOf(instance) &&
    ips.length === known.addresses.length &&
    known.addresses.every(({ publicIp }) => ips.includes(publicIp))
  );
}

const isKnown = ({ volumes }: Sighting, volume: SeenVolume): boolean =>
  volumes.some(
    ({ volumeId, device, deleteOnTermination }) =>
      volumeId === volume.volumeId &&
      device === volume.device &&
      deleteOnTermination === volume.deleteOnTermination,
  );
