import { itemsOf } from '../../model/family.ts';
import { type Finder, isMeant, monthOf } from './finder.ts';

const UNBILLED: ReadonlySet<string> = new Set(['CREATING', 'DELETING']);

/** EKS: the control plane bills by the hour, with or without nodes. */
export const clusters: Finder = ({ region, prices }) =>
  itemsOf(region.clusters)
    .filter((cluster) => !UNBILLED.has(cluster.status) && !isMeant(cluster))
    .map((cluster) => {
      const { name, arn, version, support, createdAt: since } = cluster;
      return {
        kind: 'cluster',
        id: name,
        name,
        since,
        monthlyMicroUsd: monthOf(prices.clusterHour({ ...cluster, region: region.region })),
        facts: { version, support, arn },
      };
    });
