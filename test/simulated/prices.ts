import { microUsd } from '../../src/lib/model/money.ts';
import type { PriceTable } from '../../src/lib/model/price.ts';

/** Seoul's prices, so that bills can be reckoned by hand; m5d.large has none. */
export const SEOUL_PRICES: PriceTable = {
  asOf: '2026-11-01',
  odd: [],
  instanceHour: ({ type }) =>
    ({ 't3.micro': microUsd(13_000), 't3.medium': microUsd(52_000) })[type] ?? null,
  volumeMonth: ({ type, sizeGiB }) => (type === 'gp3' ? microUsd(91_200 * sizeGiB) : null),
  snapshotGibMonth: () => microUsd(50_000),
  natGatewayHour: () => microUsd(59_000),
  loadBalancerHour: () => microUsd(22_500),
  notebookHour: () => microUsd(50_000),
  hostingHour: () => null,
  studioHour: () => null,
  publicIpv4Hour: () => microUsd(5_000),
  metricRequested: () => microUsd(10),
  databaseMonth: () => null,
  clusterHour: () => null,
  searchMonth: () => null,
  surplusVcpuHour: () => microUsd(50_000),
};
