/** What AWS shows, as a snapshot file writes it down; what may be left out has its usual value. */
import * as z from 'zod';
import { oneOf, whole } from '../../lib/config/fields.ts';
import { CHECK_RESULTS, EVENT_CODES } from '../../lib/model/health.ts';
import { INSTANCE_STATES } from '../../lib/model/instance.ts';
import { VOLUME_STATES } from '../../lib/model/volume.ts';
import {
  allocationId,
  count,
  instanceId,
  interfaceId,
  keyed,
  listOf,
  maybe,
  off,
  on,
  securityGroupId,
  tags,
  time,
  volumeId,
  words,
} from './fields.ts';

const LIFECYCLES = [
  'on-demand',
  'spot',
  'scheduled',
  'capacity-block',
  'interruptible-capacity-reservation',
] as const;

const TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;
const type = () => {
  const error = 'must be an instance type such as "t3.micro"';
  return z.string({ error }).regex(TYPE, { error });
};

const privateAddress = keyed({
  address: words(),
  primary: on(),
  publicIp: maybe(words()),
  elastic: off(),
  allocationId: maybe(allocationId()),
});

const networkInterface = keyed({
  id: interfaceId(),
  deviceIndex: count().default(0),
  securityGroupIds: listOf(securityGroupId()).default([]),
  privateAddresses: listOf(privateAddress).default([]),
  ipv6Addresses: listOf(words()).default([]),
  managedBy: maybe(words()),
});

const attachedVolume = keyed({
  volumeId: volumeId(),
  device: words().default('/dev/xvda'),
  deleteOnTermination: off(),
  attachedAt: maybe(time()),
});

export const instanceDocument = keyed({
  id: instanceId(),
  state: oneOf(...INSTANCE_STATES),
  type: type(),
  launchTime: time(),
  platform: oneOf('linux', 'windows').default('linux'),
  stateReason: maybe(keyed({ code: words(), message: words().default('') })),
  stateTransitionReason: words().default(''),
  tags: tags(),
  lifecycle: oneOf(...LIFECYCLES).default('on-demand'),
  spotRequestId: maybe(words()),
  tenancy: oneOf('default', 'dedicated', 'host').default('default'),
  rootDevice: oneOf('ebs', 'instance-store').default('ebs'),
  operator: keyed({ managed: off(), principal: maybe(words()) }).default({
    managed: false,
    principal: null,
  }),
  hibernationConfigured: off(),
  sourceDestCheck: on(),
  availabilityZone: words().optional(),
  interfaces: listOf(networkInterface).default([]),
  volumes: listOf(attachedVolume).default([]),
});

export const addressDocument = keyed({
  allocationId: allocationId(),
  publicIp: words(),
  association: maybe(
    keyed({
      associationId: words().default(''),
      instanceId: maybe(instanceId()),
      networkInterfaceId: maybe(interfaceId()),
      privateIpAddress: maybe(words()),
    }),
  ),
  networkBorderGroup: words().optional(),
  tags: tags(),
});

export const volumeDocument = keyed({
  id: volumeId(),
  state: oneOf(...VOLUME_STATES),
  type: words().default('gp3'),
  sizeGiB: count(),
  iops: maybe(count()),
  throughputMiBps: maybe(count()),
  encrypted: off(),
  createdAt: time().optional(),
  tags: tags(),
  attachments: listOf(
    keyed({
      instanceId: instanceId(),
      device: words().default('/dev/xvda'),
      deleteOnTermination: off(),
      attachedAt: maybe(time()),
    }),
  ).default([]),
});

/** ICMP has types and codes in the place of ports, and -1 for all of them. */
const port = () => maybe(whole(-1, 65_535));

const ingress = keyed({
  protocol: words().default('tcp'),
  fromPort: port(),
  toPort: port(),
  cidrs: listOf(words()),
}).transform((rule) => ({ ...rule, toPort: rule.toPort ?? rule.fromPort }));

export const securityGroupDocument = keyed({
  id: securityGroupId(),
  name: words().default(''),
  tags: tags(),
  ingress: listOf(ingress).default([]),
});

export const loadBalancerTargetDocument = keyed({ instanceId: instanceId(), group: words() });

export const spotRequestDocument = keyed({
  id: words(),
  type: oneOf('one-time', 'persistent'),
});

const check = () =>
  keyed({ result: oneOf(...CHECK_RESULTS), impairedSince: maybe(time()) }).default({
    result: 'ok',
    impairedSince: null,
  });

export const instanceStatusDocument = keyed({
  instanceId: instanceId(),
  checks: keyed({ system: check(), instance: check(), ebs: check() }).prefault({}),
  events: listOf(
    keyed({
      id: words(),
      code: oneOf(...EVENT_CODES),
      description: words().default(''),
      notBefore: maybe(time()),
      notAfter: maybe(time()),
      deadline: maybe(time()),
    }),
  ).default([]),
});
