import type { RegionFamilies, RegionFamily } from '../../model/estate.ts';

/** The resources of one Region that nobody works with: they stand there, and cost. */
export type RegionStock = { readonly [Name in RegionFamily]: readonly RegionFamilies[Name][] };
export type RegionRows = Partial<RegionStock>;

export const EMPTY_STOCK: RegionStock = {
  instances: [],
  volumes: [],
  addresses: [],
  databases: [],
  snapshots: [],
  images: [],
  natGateways: [],
  loadBalancers: [],
  clusters: [],
  searchDomains: [],
  lightsail: [],
  endpoints: [],
  studioApps: [],
  notebooks: [],
};
