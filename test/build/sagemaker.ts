/** SageMaker beside notebook instances: an endpoint that nobody calls, and an app of Studio. */
import { days, minus } from '../../src/lib/model/instant.ts';
import type { Endpoint, EndpointVariant, StudioApp } from '../../src/lib/model/sagemaker.ts';
import { NOON } from './at.ts';

const variant = (overrides: Partial<EndpointVariant> = {}): EndpointVariant => ({
  name: 'AllTraffic',
  type: 'ml.m5.xlarge',
  instances: 1,
  provisionedConcurrency: 0,
  ...overrides,
});

type Given = Partial<Omit<Endpoint, 'variants'>> & {
  readonly variants?: readonly Partial<EndpointVariant>[];
};

/** One instance, two months old, and not a request in a day. */
export const endpoint = ({ variants = [{}], ...overrides }: Given = {}): Endpoint => {
  const name = overrides.name ?? 'tutorial-endpoint';
  return {
    name,
    arn: `arn:aws:sagemaker:us-east-1:123456789012:endpoint/${name}`,
    createdAt: minus(NOON, days(60)),
    variants: variants.map(variant),
    invocations: 0,
    tags: {},
    ...overrides,
  };
};

/** Somebody's JupyterLab, three days old. */
export const studioApp = (overrides: Partial<StudioApp> = {}): StudioApp => ({
  domainId: 'd-abcdefgh1234',
  owner: { kind: 'space', name: 'playground' },
  type: 'JupyterLab',
  name: 'default',
  instanceType: 'ml.t3.medium',
  createdAt: minus(NOON, days(3)),
  ...overrides,
});
