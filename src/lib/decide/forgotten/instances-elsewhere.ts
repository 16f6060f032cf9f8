import { itemsOf } from '../../model/family.ts';
import { nameOf } from '../../model/instance.ts';
import { hourOf } from '../../model/instance-price.ts';
import { flagOf, TAG } from '../../model/tag.ts';
import { type Finder, monthOf } from './finder.ts';

/** Running where no tick looks: the instance of a tutorial in another Region. */
export const instancesElsewhere: Finder = ({ isManaged, region, prices }) =>
  isManaged
    ? []
    : itemsOf(region.instances)
        .filter(({ state, tags }) => state === 'running' && !flagOf(tags, TAG.ignore))
        .map((instance) => {
          const { id, type, platform, launchTime: since } = instance;
          const hourly = hourOf(instance, region.region, prices);
          return {
            kind: 'instance-elsewhere',
            id,
            name: nameOf(instance),
            since,
            monthlyMicroUsd: monthOf(hourly),
            facts: { type, platform },
          };
        });
