import { itemsOf } from '../../model/family.ts';
import { type Finder, isMeant } from './finder.ts';

/** OpenSearch Service: nodes and their disks bill until the domain is deleted. */
export const searchDomains: Finder = ({ region, prices }) =>
  itemsOf(region.searchDomains)
    .filter((domain) => !isMeant(domain))
    .map((domain) => ({
      kind: 'search-domain',
      id: domain.name,
      name: domain.name,
      // AWS does not say when it was created.
      since: null,
      monthlyMicroUsd: prices.searchMonth({ ...domain, region: region.region }),
      facts: { type: domain.data.type, count: domain.data.count, arn: domain.arn },
    }));
