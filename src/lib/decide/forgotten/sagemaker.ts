/** SageMaker: endpoints that nobody calls, Studio apps and notebooks that run. */
import { itemsOf } from '../../model/family.ts';
import { type MicroUsd, microUsd } from '../../model/money.ts';
import type { PriceTable } from '../../model/price.ts';
import type { Endpoint, EndpointVariant } from '../../model/sagemaker.ts';
import { wantsNotebooks } from '../notebooks/notebook-case.ts';
import { type Finder, isMeant, monthOf, sumIfKnown } from './finder.ts';

/** Not one request in a day, and hours are billed all the same. */
export const idleEndpoints: Finder = ({ region: { region, endpoints }, prices }) =>
  itemsOf(endpoints)
    .filter((endpoint) => endpoint.invocations === 0 && costsIdle(endpoint) && !isMeant(endpoint))
    .map(({ name, arn, variants, createdAt }) => {
      const hourMicroUsd = sumIfKnown(variants.map((one) => variantHour(one, region, prices)));
      const running = variants.filter(({ instances }) => instances > 0);
      return {
        kind: 'idle-endpoint',
        id: name,
        name,
        since: null,
        monthlyMicroUsd: monthOf(hourMicroUsd),
        facts: {
          instances: running.reduce((sum, { instances }) => sum + instances, 0),
          types: [...new Set(running.flatMap(({ type }) => type ?? []))],
          createdAt,
          hourMicroUsd,
          arn,
        },
      };
    });

const costsIdle = ({ variants }: Endpoint): boolean =>
  variants.some(({ instances, provisionedConcurrency }) => instances + provisionedConcurrency > 0);

/** What a serverless variant keeps ready has a price that no row names. */
function variantHour(of: EndpointVariant, region: string, prices: PriceTable): MicroUsd | null {
  const { type, instances, provisionedConcurrency } = of;
  if (provisionedConcurrency > 0) return null;
  if (instances === 0) return microUsd(0);
  const hour = type === null ? null : prices.hostingHour({ type, region });
  return hour === null ? null : microUsd(hour * instances);
}

/** Canvas bills by the session, whatever it runs on. */
const CANVAS = 'Canvas';
const FREE = 'system';

/** Of Studio: each bills while it is in service, whether anybody looks at it or not. */
export const studioApps: Finder = ({ region: { region, studioApps: apps }, prices }) =>
  itemsOf(apps)
    .filter(({ type, instanceType }) => type === CANVAS || instanceType !== FREE)
    .map(({ domainId, owner, type: appType, name, instanceType, createdAt: since }) => {
      const isPriced = appType !== CANVAS && instanceType !== null;
      const hourMicroUsd = isPriced ? prices.studioHour({ type: instanceType, region }) : null;
      return {
        kind: 'studio-app',
        id: `${domainId}/${owner.name}/${appType}/${name}`,
        name: '',
        since,
        monthlyMicroUsd: monthOf(hourMicroUsd),
        facts: { domainId, owner, appType, appName: name, instanceType, hourMicroUsd },
      };
    });

/** In service where no tick looks after it: elsewhere, or where the policy wants nothing of it. */
export const runningNotebooks: Finder = ({ isHome, region: { region, notebooks }, ...known }) =>
  isHome && wantsNotebooks(known.policy)
    ? []
    : itemsOf(notebooks)
        .filter((notebook) => notebook.status === 'InService' && !isMeant(notebook))
        .map(({ id, arn, type, lastModifiedAt: since }) => {
          const hourMicroUsd = known.prices.notebookHour({ type, region });
          return {
            kind: 'notebook-running',
            id,
            name: id,
            since,
            monthlyMicroUsd: monthOf(hourMicroUsd),
            facts: { type, arn, hourMicroUsd },
          };
        });
