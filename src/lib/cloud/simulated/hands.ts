import type { AllocationId, InstanceId } from '../../model/ids.ts';
import { plus } from '../../model/instant.ts';
import type { Hold } from '../../model/ledger.ts';
import type { Tags } from '../../model/tag.ts';
import { type Account, answered, circumstancesOf, machineOf } from './account.ts';
import { associate, disassociate, releaseAddress } from './address-calls.ts';
import { allocate } from './addresses.ts';
import type { Topic } from './channels.ts';
import type { Actor } from './journal.ts';
import { launch, replace } from './launch.ts';
import type { Hands } from './people.ts';
import { shutDownFromInside, start, stop, terminate } from './power-calls.ts';
import { attach, createVolumeBy, detach, remove, resize } from './volume-calls.ts';

type Person = Extract<Actor, { readonly kind: 'person' }>;

export interface HandsOptions {
  readonly account: Account;
  readonly actor: Person;
  readonly topic: Topic;
  /** Writes a hold the way a link does; null where there are no links. */
  readonly placeHold: ((hold: Hold, actor: Person) => void) | null;
}

type Part<Name extends keyof Hands> = Pick<Hands, Name>;

/** Finds by name, and does nothing about what is not there. */
const finder =
  (account: Account) =>
  (name: string, act: (id: InstanceId) => void): void => {
    const id = account.labels.get(name);
    if (id !== undefined) act(id);
  };

function withTag(tags: Tags, key: string, value: string | null): Tags {
  const others = Object.entries(tags).filter(([one]) => one !== key);
  return Object.fromEntries(value === null ? others : [...others, [key, value]]);
}

function powerHands({
  account,
  actor,
}: HandsOptions): Part<'launch' | 'start' | 'stop' | 'terminate' | 'replace' | 'shutDown'> {
  const on = finder(account);
  return {
    launch: (spec) => launch(account, actor, spec),
    start: (name) => on(name, (id) => start(account, { id, actor })),
    stop: (name, { hibernate } = { hibernate: false }) =>
      on(name, (id) => stop(account, { id, actor, hibernate })),
    terminate: (name) => on(name, (id) => terminate(account, { id, actor })),
    replace: (name) => on(name, (id) => replace(account, actor, id)),
    shutDown: (name) => on(name, (id) => shutDownFromInside(account, { id, actor })),
  };
}

function retag(
  { account, actor }: HandsOptions,
  id: InstanceId,
  change: { readonly key: string; readonly value: string | null },
): void {
  const before = circumstancesOf(account, id);
  if (before === null) return;
  const tags = withTag(before.instance.tags, change.key, change.value);
  answered(account, { actor, verb: 'tag', on: id, before }, null);
  account.instances.set(id, { ...before.instance, tags });
  account.journal.write({ kind: 'tags', at: account.engine.now(), actor, on: id, tags });
}

function settingHands(
  options: HandsOptions,
): Part<'tag' | 'untag' | 'setStopProtection' | 'useFor' | 'breakKey'> {
  const { account, actor } = options;
  const on = finder(account);
  return {
    tag: (name, key, value) => on(name, (id) => retag(options, id, { key, value })),
    untag: (name, key) => on(name, (id) => retag(options, id, { key, value: null })),
    setStopProtection: (name, stopProtected) =>
      on(name, (id) => {
        const before = circumstancesOf(account, id);
        answered(account, { actor, verb: 'protect', on: id, before }, null);
        machineOf(account, id).stopProtected = stopProtected;
      }),
    useFor: (name, load) =>
      on(name, (id) => machineOf(account, id).loads.push({ from: account.engine.now(), load })),
    breakKey: (name, lasts) =>
      on(name, (id) => {
        machineOf(account, id).keyBrokenUntil = plus(account.engine.now(), lasts);
      }),
  };
}

function associateByName(
  { account, actor }: HandsOptions,
  id: InstanceId,
  allocationId: AllocationId,
): void {
  const first = account.instances.get(id)?.interfaces[0];
  const privateIpAddress = first?.privateAddresses[0]?.address;
  if (first === undefined || privateIpAddress === undefined) return;
  const place = { networkInterfaceId: first.id, privateIpAddress };
  associate(account, { allocationId, place, allowReassociation: true, actor });
}

function addressHands(
  options: HandsOptions,
): Part<'allocate' | 'associate' | 'disassociate' | 'release'> {
  const { account, actor } = options;
  const on = finder(account);
  const idOf = (address: string): AllocationId => account.identity.allocation(address);
  return {
    allocate: (address) => {
      const { allocationId } = allocate(account, address);
      const call = { actor, verb: 'allocate-address' as const, on: allocationId, before: null };
      answered(account, call, null);
      return allocationId;
    },
    associate: (address, name) => on(name, (id) => associateByName(options, id, idOf(address))),
    disassociate: (address) => {
      disassociate(account, { allocationId: idOf(address), actor });
    },
    release: (address) => {
      releaseAddress(account, { allocationId: idOf(address), actor });
    },
  };
}

function volumeHands({
  account,
  actor,
}: HandsOptions): Part<
  'createVolume' | 'attachVolume' | 'detachVolume' | 'resizeVolume' | 'deleteVolume' | 'tagVolume'
> {
  const on = finder(account);
  const requestFor = (volume: string) => ({ volumeId: account.identity.volume(volume), actor });
  return {
    createVolume: (name, spec) => createVolumeBy(account, actor, { ...spec, name }),
    attachVolume: (volume, name, device) =>
      on(name, (instanceId) => attach(account, { ...requestFor(volume), instanceId, device })),
    detachVolume: (volume) => {
      detach(account, requestFor(volume));
    },
    resizeVolume: (volume, sizeGiB) => {
      resize(account, { ...requestFor(volume), sizeGiB });
    },
    deleteVolume: (volume) => {
      remove(account, requestFor(volume));
    },
    tagVolume: (name, key, value) => {
      const volume = account.volumes.get(account.identity.volume(name));
      if (volume === undefined) return;
      const tags = withTag(volume.tags, key, value);
      const at = account.engine.now();
      account.volumes.set(volume.id, { ...volume, tags });
      account.journal.write({ kind: 'tags', at, actor, on: volume.id, tags });
    },
  };
}

function otherHands({
  account,
  actor,
  topic,
  placeHold,
}: HandsOptions): Part<'openPort' | 'closePort' | 'confirmSubscription' | 'hold'> {
  const on = finder(account);
  return {
    openPort: (id, rule) => {
      const group = account.securityGroups.get(id);
      if (group === undefined) return;
      account.securityGroups.set(id, { ...group, ingress: [...group.ingress, rule] });
    },
    closePort: (id, fromPort) => {
      const group = account.securityGroups.get(id);
      if (group === undefined) return;
      const ingress = group.ingress.filter((rule) => rule.fromPort !== fromPort);
      account.securityGroups.set(id, { ...group, ingress });
    },
    confirmSubscription: () => topic.confirm(actor),
    hold: (name, { want, why, postpones, lasts }) =>
      on(name, (instanceId) => {
        const at = account.engine.now();
        const until = plus(at, lasts);
        const by = actor.name;
        placeHold?.({ kind: 'hold', instanceId, want, until, by, why, at, postpones }, actor);
      }),
  };
}

/** Somebody at the console. */
export const createHands = (options: HandsOptions): Hands => ({
  ...powerHands(options),
  ...settingHands(options),
  ...addressHands(options),
  ...volumeHands(options),
  ...otherHands(options),
});
