/** What the company in Seoul has forgotten beyond its servers, in two Regions. */
import { idOf, isInstanceId, isNatGatewayId, isNotebookName } from '../../../model/ids.ts';
import type { Instance } from '../../../model/instance.ts';
import type { Setup } from '../setup.ts';

/** Of a tutorial whose pictures showed another Region. */
const tutorial = (setup: Setup): Instance => ({
  id: idOf(isInstanceId, 'i-0f0a12bd5c6e7a8b9'),
  state: 'running',
  type: 't3.micro',
  platform: 'linux',
  launchTime: setup.localTime(-33, '16:20'),
  stateReason: null,
  stateTransitionReason: '',
  tags: { Name: 'my-first-server' },
  lifecycle: 'on-demand',
  spotRequestId: null,
  tenancy: 'default',
  rootDevice: 'ebs',
  operator: { managed: false, principal: null },
  hibernationConfigured: false,
  sourceDestCheck: true,
  availabilityZone: 'us-east-1a',
  interfaces: [],
  volumes: [],
});

export function furnishElsewhere(setup: Setup): void {
  const forgotten = tutorial(setup);
  setup.region('us-east-1', {
    instances: [forgotten],
    notebooks: [
      {
        id: idOf(isNotebookName, 'first-model'),
        arn: 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/first-model',
        status: 'InService',
        type: 'ml.t3.medium',
        createdAt: setup.localTime(-12, '14:30'),
        lastModifiedAt: setup.localTime(-12, '14:34'),
        tags: {},
      },
    ],
    databases: [
      {
        name: 'tutorial-db',
        arn: 'arn:aws:rds:us-east-1:123456789012:db:tutorial-db',
        instanceClass: 'db.t3.micro',
        engine: 'mysql',
        status: 'available',
        multiAz: false,
        clusterId: null,
        sizeGiB: 20,
        storageType: 'gp2',
        iops: null,
        throughputMiBps: null,
        createdAt: setup.localTime(-33, '17:05'),
        restartsAt: null,
        tags: {},
      },
    ],
  });
  setup.started(forgotten.id, { call: 'RunInstances', by: 'sora', at: forgotten.launchTime });
  setup.region('ap-northeast-2', {
    natGateways: [
      {
        id: idOf(isNatGatewayId, 'nat-0c1d2e3f405162738'),
        createdAt: setup.localTime(-47, '10:00'),
        publicIps: ['203.0.113.200'],
        bytesOut: 0,
        tags: { Name: 'private-subnets' },
      },
    ],
  });
}
