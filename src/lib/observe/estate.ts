/** Reads every Region of the account for the daily sweep, a few at a time. */
import type { Clock, Estate, RegionEstate } from '../cloud/cloud.ts';
import type { EstateSight, RegionSight } from '../model/estate.ts';
import { complete } from '../model/family.ts';

export interface EstateLook {
  readonly estate: Estate;
  readonly clock: Clock;
  /** The Regions that the policy names, or all that are enabled. */
  readonly wanted: 'all' | readonly string[];
  /** False when the time that is left must be kept for the digest. */
  readonly hasTime: () => boolean;
}

/** Each Region has limits and connections of its own; this many at once keep memory small. */
const REGIONS_AT_ONCE = 4;

/** A Region that there was no time for is not in the sight. */
export async function observeEstate(look: EstateLook): Promise<EstateSight> {
  const { estate, clock, wanted } = look;
  const takenAt = clock.now();
  const enabled = wanted === 'all' ? await estate.regions() : complete(wanted);
  const names = enabled.complete ? enabled.items : [estate.home];
  const regions: RegionSight[] = [];
  for (let next = 0; next < names.length && look.hasTime(); next += REGIONS_AT_ONCE) {
    const some = names.slice(next, next + REGIONS_AT_ONCE);
    const sights = some.map((region) => readRegion(region, estate.in(region)));
    regions.push(...(await Promise.all(sights)));
  }
  return { takenAt, home: estate.home, enabled, regions };
}

async function readRegion(region: string, estate: RegionEstate): Promise<RegionSight> {
  const [[instances, volumes, addresses], others] = await Promise.all([
    Promise.all([estate.instances(), estate.volumes(), estate.addresses()]),
    readOtherServices(estate),
  ]);
  const [snapshots, images, natGateways, loadBalancers] = await Promise.all([
    estate.snapshots(),
    estate.images(),
    estate.natGateways(),
    estate.loadBalancers(),
  ]);
  const ec2 = { instances, volumes, addresses, snapshots, images };
  return { region, ...ec2, natGateways, loadBalancers, ...others };
}

/** What is not EC2's. */
async function readOtherServices(estate: RegionEstate) {
  const [databases, clusters, searchDomains, lightsail] = await Promise.all([
    estate.databases(),
    estate.clusters(),
    estate.searchDomains(),
    estate.lightsail(),
  ]);
  return { databases, clusters, searchDomains, lightsail };
}
