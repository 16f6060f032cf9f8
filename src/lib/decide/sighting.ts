/** What a pass remembers of an instance that it sees. */
import type { Instance } from '../model/instance.ts';
import { nameOf } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { InstanceRecord, Sighting } from '../model/ledger.ts';

/** The record after this look; the same object where nothing changed, so nothing is written. */
export function sight(
  known: InstanceRecord | null,
  instance: Instance,
  now: Instant,
): InstanceRecord {
  const sighting = sightingOf(known?.sighting ?? null, instance, now);
  if (known && sameSighting(known.sighting, sighting)) return known;
  return {
    kind: 'instance',
    instanceId: instance.id,
    schedule: null,
    warnings: [],
    lastStop: null,
    lastStart: null,
    protectedAt: null,
    told: [],
    ...known,
    sighting,
  };
}

/** A gone instance shows no volumes and addresses: what was seen while it lived stays known. */
function sightingOf(known: Sighting | null, instance: Instance, now: Instant): Sighting {
  const sameState = known?.state === instance.state && known.launchTime === instance.launchTime;
  const gone = instance.state === 'terminated' || instance.state === 'shutting-down';
  return {
    state: instance.state,
    since: sameState ? known.since : now,
    launchTime: instance.launchTime,
    name: gone && known ? known.name : nameOf(instance),
    type: instance.type,
    volumes: gone && known && instance.volumes.length === 0 ? known.volumes : seenVolumes(instance),
    addresses: gone && known ? known.addresses : seenAddresses(instance),
  };
}

const seenVolumes = (instance: Instance): Sighting['volumes'] =>
  instance.volumes.map(({ volumeId, device, deleteOnTermination }) => ({
    volumeId,
    device,
    deleteOnTermination,
  }));

const seenAddresses = (instance: Instance): Sighting['addresses'] =>
  instance.interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .flatMap(({ elastic, publicIp }) => (elastic && publicIp !== null ? [{ publicIp }] : []));

function sameSighting(a: Sighting, b: Sighting): boolean {
  return (
    a.state === b.state &&
    a.since === b.since &&
    a.launchTime === b.launchTime &&
    a.name === b.name &&
    a.type === b.type &&
    a.volumes.length === b.volumes.length &&
    a.volumes.every((volume, index) => sameEntries(volume, b.volumes[index] ?? {})) &&
    a.addresses.length === b.addresses.length &&
    a.addresses.every((address, index) => address.publicIp === b.addresses[index]?.publicIp)
  );
}

function sameEntries(a: object, b: object): boolean {
  if (a === b) return true;
  const entries = Object.entries(a);
  const others = new Map(Object.entries(b));
  return (
    entries.length === others.size && entries.every(([key, value]) => others.get(key) === value)
  );
}
