import { itemsOf } from '../../model/family.ts';
import { type Finder, isMeant } from './finder.ts';

/** Lightsail: a bundle bills until it is deleted, whether it runs or not. */
export const lightsail: Finder = ({ region }) =>
  itemsOf(region.lightsail)
    .filter((server) => !isMeant(server))
    .map(({ what, name, bundle, state, createdAt: since, monthlyMicroUsd }) => ({
      kind: 'lightsail',
      id: name,
      name,
      since,
      monthlyMicroUsd,
      facts: { what, bundle, state },
    }));
