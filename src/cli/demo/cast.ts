/** Who is in the account when the story begins. */
import type { World } from '../../lib/cloud/simulated/world.ts';
import { type Instance, nameOf } from '../../lib/model/instance.ts';
import { TAG_PREFIX } from '../../lib/model/tag.ts';
import type { DemoWords } from './catalogue.ts';
import type { Trait } from './trait.ts';

function traitsOf({ account }: World, instance: Instance): readonly Trait[] {
  const addresses = instance.interfaces.flatMap(({ privateAddresses }) => privateAddresses);
  const group = instance.tags['aws:autoscaling:groupName'];
  return [
    ...addresses.flatMap(({ elastic, publicIp }) =>
      elastic && publicIp !== null ? [{ trait: 'elastic-ip', publicIp } as const] : [],
    ),
    ...(instance.lifecycle === 'spot' ? [{ trait: 'spot' } as const] : []),
    ...(group === undefined ? [] : [{ trait: 'auto-scaling', group } as const]),
    ...(account.machines.get(instance.id)?.stopProtected
      ? [{ trait: 'stop-protected' } as const]
      : []),
    ...Object.entries(instance.tags)
      .filter(([key]) => key.startsWith(TAG_PREFIX))
      .map(([key, value]) => ({ trait: 'tag', tag: `${key}=${value}` }) as const),
  ];
}

/** Name, type and what is special, for each instance. */
export const castOf = (world: World, words: DemoWords): readonly (readonly string[])[] =>
  world.account.instances
    .list()
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map((instance) => [
      nameOf(instance),
      instance.type,
      traitsOf(world, instance).map(words.trait).join(', '),
    ]);
