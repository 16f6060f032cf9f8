/** Reads every Region of the account for the daily sweep, a few at a time. */
import type { Clock, Estate, RegionEstate } from '../cloud/cloud.ts';
import type { EstateSight, RegionSight } from '../model/estate.ts';
import { complete } from '../model/family.ts';

export interface EstateLook {
  readonly estate: Estate;
  readonly clock: Clock;
  /** The Regions that the policy names, or all that are enabled. */
  readonly wanted: 'all' | readonly string[];
  /** What the sweep before had no time for: it comes right after home. */
  readonly first: readonly string[];
  /** Whether the policy wants to hear of SageMaker. */
  readonly sagemaker: boolean;
  /** False when the time that is left must be kept for the digest. */
  readonly hasTime: () => boolean;
}

/** Each Region has limits and connections of its own; this many at once keep memory small. */
const REGIONS_AT_ONCE = 4;

export async function observeEstate(look: EstateLook): Promise<EstateSight> {
  const { estate, clock, wanted } = look;
  const takenAt = clock.now();
  const enabled = wanted === 'all' ? await estate.regions() : complete(wanted);
  const names = enabled.complete ? inTurn(enabled.items, look) : [estate.home];
  const regions: RegionSight[] = [];
  while (regions.length < names.length && look.hasTime()) {
    const some = names.slice(regions.length, regions.length + REGIONS_AT_ONCE);
    const sights = some.map((region) => readRegion(region, estate.in(region), look));
    regions.push(...(await Promise.all(sights)));
  }
  const unlooked = names.slice(regions.length);
  return { takenAt, home: estate.home, enabled, regions, unlooked };
}

/** Where time is short every day, no Region is the one that is never looked at. */
function inTurn(names: readonly string[], { estate, first }: EstateLook): readonly string[] {
  const turn = (name: string): number => (name === estate.home ? 0 : first.includes(name) ? 1 : 2);
  return [...names].sort((a, b) => turn(a) - turn(b));
}

async function readRegion(
  region: string,
  estate: RegionEstate,
  look: EstateLook,
): Promise<RegionSight> {
  const [[instances, volumes, addresses], others] = await Promise.all([
    Promise.all([estate.instances(), estate.volumes(), estate.addresses()]),
    readOtherServices(estate, look),
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
async function readOtherServices(estate: RegionEstate, { sagemaker: isWanted }: EstateLook) {
  const [databases, clusters, searchDomains, lightsail, sagemaker] = await Promise.all([
    estate.databases(),
    estate.clusters(),
    estate.searchDomains(),
    estate.lightsail(),
    isWanted ? readSageMaker(estate) : NO_SAGEMAKER,
  ]);
  return { databases, clusters, searchDomains, lightsail, ...sagemaker };
}

const NO_SAGEMAKER = {
  endpoints: complete([]),
  studioApps: complete([]),
  notebooks: complete([]),
} as const;

async function readSageMaker(estate: RegionEstate) {
  const [endpoints, studioApps, notebooks] = await Promise.all([
    estate.endpoints(),
    estate.studioApps(),
    estate.notebooks(),
  ]);
  return { endpoints, studioApps, notebooks };
}
