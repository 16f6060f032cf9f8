/** What a pass remembers of an instance that it sees. */
import { type Instance, isGone, nameOf } from '../model/instance.ts';
import type { Instant } from '../model/instant.ts';
import type { InstanceRecord, SeenAddress, SeenVolume, Sighting } from '../model/ledger.ts';

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

/** A gone instance shows neither its name, its addresses nor its volumes for long. */
function sightingOf(known: Sighting | null, instance: Instance, now: Instant): Sighting {
  const { state, launchTime, type } = instance;
  const sameState = known?.state === state && known.launchTime === launchTime;
  const since = sameState ? known.since : now;
  const { name, volumes, addresses } = shownBy(instance);
  const seen = { state, since, launchTime, type };
  if (!known || !isGone(state)) return { ...seen, name, volumes, addresses };
  return { ...seen, name: known.name, volumes: joined(known, volumes), addresses: known.addresses };
}

const shownBy = (instance: Instance): Pick<Sighting, 'name' | 'volumes' | 'addresses'> => ({
  name: nameOf(instance),
  volumes: instance.volumes
    .map(({ volumeId, device, deleteOnTermination }) => ({ volumeId, device, deleteOnTermination }))
    .sort((a, b) => (a.volumeId < b.volumeId ? -1 : 1)),
  addresses: instance.interfaces
    .flatMap(({ privateAddresses }) => privateAddresses)
    .flatMap(({ elastic, publicIp }) => (elastic && publicIp !== null ? [{ publicIp }] : [])),
});

/** What was seen while the instance lived, and what it still shows besides. */
const joined = (known: Sighting, shown: readonly SeenVolume[]): readonly SeenVolume[] => [
  ...known.volumes,
  ...shown.filter((one) => !known.volumes.some(({ volumeId }) => volumeId === one.volumeId)),
];

const sameSighting = (a: Sighting, b: Sighting): boolean =>
  a.state === b.state &&
  a.since === b.since &&
  a.launchTime === b.launchTime &&
  a.name === b.name &&
  a.type === b.type &&
  a.volumes.length === b.volumes.length &&
  a.volumes.every((volume, index) => sameVolume(volume, b.volumes[index])) &&
  a.addresses.length === b.addresses.length &&
  a.addresses.every((address, index) => sameAddress(address, b.addresses[index]));

const sameVolume = (a: SeenVolume, b: SeenVolume | undefined): boolean =>
  a.volumeId === b?.volumeId &&
  a.device === b.device &&
  a.deleteOnTermination === b.deleteOnTermination;

const sameAddress = (a: SeenAddress, b: SeenAddress | undefined): boolean =>
  a.publicIp === b?.publicIp;
