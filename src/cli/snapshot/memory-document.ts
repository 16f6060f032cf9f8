/** What Tierkeeper remembers, as a snapshot file writes it down. */
import * as z from 'zod';
import { oneOf } from '../../lib/config/fields.ts';
import { EDGE_ANSWERS, OUTCOME_RESULTS } from '../../lib/model/action.ts';
import { RULES } from '../../lib/model/decision.ts';
import { CHECKS, EVENT_CODES } from '../../lib/model/health.ts';
import { INSTANCE_STATES } from '../../lib/model/instance.ts';
import { WARNING_RULES } from '../../lib/model/instance-record.ts';
import { ACTING_RULES } from '../../lib/model/policy.ts';
import {
  allocationId,
  count,
  instanceId,
  interfaceId,
  keyed,
  listOf,
  maybe,
  off,
  time,
  volumeId,
  words,
} from './fields.ts';

const mode = () => oneOf('observe', 'act');
const rule = () => oneOf(...RULES);

const seen = keyed({
  state: oneOf(...INSTANCE_STATES).optional(),
  since: time().optional(),
  launchTime: time().optional(),
  name: words().optional(),
  type: words().optional(),
  volumes: listOf(
    keyed({
      volumeId: volumeId(),
      device: words().default('/dev/xvda'),
      deleteOnTermination: off(),
    }),
  ).optional(),
  addresses: listOf(keyed({ publicIp: words() })).optional(),
});

const scheduleState = keyed({
  name: words(),
  hash: words().optional(),
  adoptedAt: time(),
  answeredEdge: maybe(time()),
  how: oneOf(...EDGE_ANSWERS).default('adopted'),
  attempts: count().default(0),
  lastAttemptAt: maybe(time()),
});

const warning = keyed({
  rule: oneOf(...WARNING_RULES),
  warnedAt: time(),
  /** Never guessed: a stop hangs on it. */
  acceptedAt: time(', or null where no channel accepted it').nullable(),
  edge: maybe(time()),
  launchTime: time().optional(),
});

const ownAction = (usual: (typeof OUTCOME_RESULTS)[number]) =>
  maybe(
    keyed({
      at: time(),
      rule: rule(),
      result: oneOf(...OUTCOME_RESULTS, 'requested').default(usual),
    }),
  );

const instanceRecord = keyed({
  instanceId: instanceId(),
  seen: seen.default({}),
  schedule: scheduleState.nullable().optional(),
  warnings: listOf(warning).default([]),
  lastStop: ownAction('stopped'),
  lastStart: ownAction('started'),
  protectedAt: maybe(time()),
  hibernationRefusedAt: maybe(time()),
  unknownSince: maybe(time()),
  told: listOf(words()).default([]),
});
export type RecordDocument = z.output<typeof instanceRecord>;
export type WarningDocument = z.output<typeof warning>;

const hold = keyed({
  instanceId: instanceId(),
  until: time(),
  at: time(),
  want: oneOf('leave', 'running', 'stopped').default('leave'),
  by: words().default(''),
  why: words().default(''),
  postpones: off(),
});

const intent = keyed({
  verb: oneOf('stop', 'start', 'associate'),
  at: time(),
  rule: rule(),
  instanceIds: listOf(instanceId()),
  /** The time of a schedule that it answers. */
  edge: maybe(time()),
  progress: oneOf('recorded', 'requested').default('requested'),
  hibernate: off(),
  association: maybe(
    keyed({
      allocationId: allocationId(),
      publicIp: words(),
      networkInterfaceId: interfaceId(),
      privateIpAddress: words(),
    }),
  ),
});
export type IntentDocument = z.output<typeof intent>;

const leftVolume = keyed({
  volumeId: volumeId(),
  instanceId: instanceId(),
  instanceName: words().optional(),
  device: words().default('/dev/xvda'),
  attachedUntil: maybe(time()),
  foundAt: time(),
});

const leftAddress = keyed({
  allocationId: allocationId(),
  publicIp: words(),
  instanceId: instanceId(),
  instanceName: words().optional(),
  foundAt: time(),
});

const ailment = keyed({
  instanceId: instanceId(),
  checks: listOf(
    keyed({
      check: oneOf(...CHECKS),
      since: time(),
      toldAt: maybe(time()),
      wellSince: maybe(time()),
    }),
  ).default([]),
  events: listOf(
    keyed({ id: words(), code: oneOf(...EVENT_CODES), notBefore: maybe(time()) }),
  ).default([]),
});

const effort = keyed({
  at: time(),
  actions: count().default(0),
  shareStops: count().default(0),
});

export const memoryDocument = keyed({
  managedSince: time().optional(),
  instances: listOf(instanceRecord).default([]),
  holds: listOf(hold).default([]),
  intents: listOf(intent).default([]),
  leftVolumes: listOf(leftVolume).default([]),
  leftAddresses: listOf(leftAddress).default([]),
  ailing: listOf(ailment).default([]),
  control: maybe(keyed({ paused: off(), mode: maybe(mode()), at: time().optional() })),
  activation: keyed({
    mode: mode(),
    since: time(),
    rules: z
      .partialRecord(oneOf(...ACTING_RULES), keyed({ mode: mode(), since: time() }))
      .optional(),
  })
    .nullable()
    .optional(),
  lastSweepAt: time().nullable().optional(),
  recent: listOf(effort).default([]),
});
export type MemoryDocument = z.output<typeof memoryDocument>;
