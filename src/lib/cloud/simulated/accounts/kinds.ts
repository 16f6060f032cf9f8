/** Every kind of instance that a small account may hold: what random accounts are made of. */
import { hours, minus } from '../../../model/instant.ts';
import { TAG } from '../../../model/tag.ts';
import { wholeSeconds } from '../documents.ts';
import type { DataVolumeSpec, LaunchSpec } from '../launch-spec.ts';
import { burst, cron, DEAD, type Load, office, steady } from '../loads.ts';
import type { Stream } from '../random.ts';
import { openTo, type Setup } from '../setup.ts';

/** Furnishes one instance of its kind under that name. */
export type Kind = (setup: Setup, name: string, stream: Stream) => void;

const anyLoad = (setup: Setup, stream: Stream): Load =>
  stream.pick([
    DEAD,
    DEAD,
    steady(),
    office(setup.zone),
    cron(stream.pick([30, 60, 180]), stream.pick([5, 10, 20])),
    burst(stream.whole(5, 40)),
  ]);

const anyVolumes = (stream: Stream): readonly DataVolumeSpec[] =>
  Array.from({ length: stream.whole(0, 2) }, () => ({
    sizeGiB: stream.whole(8, 100),
    type: stream.pick(['gp3', 'gp2', 'sc1']),
    encrypted: stream.happens(0.3),
  }));

/** An instance as people launch it, with what the kind insists on. */
function anyInstance(setup: Setup, stream: Stream, own: LaunchSpec): LaunchSpec {
  return {
    type: stream.pick(['t3.micro', 't3.small', 't4g.micro', 't2.micro', 't3.medium']),
    via: stream.pick(['console', 'api']),
    root: { sizeGiB: stream.whole(8, 30), encrypted: stream.happens(0.4) },
    dataVolumes: anyVolumes(stream),
    autoAssignsPublicIp: stream.happens(0.8),
    load: anyLoad(setup, stream),
    ...own,
  };
}

/** A kind that differs in what is asked for at launch alone. */
const plain =
  (own: Partial<LaunchSpec> = {}): Kind =>
  (setup, name, stream) => {
    const since = minus(setup.startAt, hours(stream.whole(0, 900)));
    const state = stream.happens(0.8) ? 'running' : 'stopped';
    setup.instance(anyInstance(setup, stream, { ...own, name }), { state, since });
  };

const webServer: Kind = (setup, name, stream) => {
  const port = stream.pick([80, 443]);
  const open = [openTo(port), openTo(stream.pick([22, 3306, 5432]))];
  plain({ securityGroupIds: [setup.securityGroup(`${name}-web`, open)] })(setup, name, stream);
};

const withElasticIp: Kind = (setup, name, stream) => {
  plain()(setup, name, stream);
  setup.address(`${name}-ip`, { on: name });
};

/** The address that belongs on it is named by a tag; `here` says whether it is there. */
const declaresElasticIp =
  (here: boolean): Kind =>
  (setup, name, stream) => {
    const address = `${name}-ip`;
    plain({ tags: { [TAG.eip]: setup.allocationId(address) } })(setup, name, stream);
    setup.address(address, here ? { on: name } : {});
  };

const fromPool: Kind = (setup, name, stream) => {
  const tags = { [TAG.eipPool]: name };
  plain({ tags })(setup, name, stream);
  setup.address(`${name}-ip`, { tags });
};

const behindLoadBalancer: Kind = (setup, name, stream) => {
  plain()(setup, name, stream);
  setup.loadBalancerTarget(`${name}-targets`, name);
};

const groupMember: Kind = (setup, name, stream) => {
  const member = { name, load: anyLoad(setup, stream) };
  setup.autoScalingGroup({ name: `${name}-group`, size: stream.whole(1, 2), member });
};

const spot =
  (type: 'one-time' | 'persistent'): Kind =>
  (setup, name, stream) => {
    const since = minus(setup.startAt, hours(stream.whole(1, 50)));
    setup.instance(anyInstance(setup, stream, { name, spot: type }), { since });
    const at = setup.localTime(stream.whole(1, 2), '13:20');
    const until = setup.localTime(3, '09:40');
    if (stream.happens(0.5)) setup.interruption(name, { at, until });
  };

const heldByTag: Kind = (setup, name, stream) => {
  const until = setup.localTime(stream.whole(1, 3), '18:00');
  plain({ tags: { [TAG.holdUntil]: wholeSeconds(until) } })(setup, name, stream);
};

const watchedByAlarm: Kind = (setup, name, stream) => {
  plain()(setup, name, stream);
  setup.alarm({
    name: `${name}-quiet`,
    on: name,
    comparison: 'LessThanThreshold',
    threshold: 3,
    evaluationPeriods: stream.whole(3, 12),
    treatMissingData: stream.pick(['missing', 'notBreaching', 'breaching']),
  });
};

const tagged = (key: string, value: string): Kind => plain({ tags: { [key]: value } });

const instanceStoreRoot: Kind = (setup, name, stream) =>
  setup.instance(anyInstance(setup, stream, { name, type: 'm3.medium', ...INSTANCE_STORE }));

const INSTANCE_STORE = { rootDevice: 'instance-store', dataVolumes: [] } as const;

export const KINDS: Readonly<Record<string, Kind>> = {
  forgotten: plain({ load: DEAD }),
  workplace: (setup, name, stream) => plain({ load: office(setup.zone) })(setup, name, stream),
  scratch: plain(),
  xen: plain({ type: 't2.micro', load: DEAD }),
  web: webServer,
  database: plain({ dataVolumes: [{ sizeGiB: 50, encrypted: true }], load: steady() }),
  'with-address': withElasticIp,
  'declares-address': declaresElasticIp(true),
  'lacks-address': declaresElasticIp(false),
  'from-pool': fromPool,
  'behind-balancer': behindLoadBalancer,
  'group-member': groupMember,
  'spot-once': spot('one-time'),
  'spot-persistent': spot('persistent'),
  'store-root': instanceStoreRoot,
  'store-data': plain({ type: 'm5d.large', load: DEAD }),
  router: plain({ sourceDestCheck: false, load: DEAD }),
  'two-interfaces': plain({ interfaces: 2, load: DEAD }),
  private: plain({ autoAssignsPublicIp: false, hasInternetGateway: false }),
  windows: plain({ platform: 'windows', type: 't3.medium' }),
  hibernating: plain({ hibernationConfigured: true, root: { sizeGiB: 20, encrypted: true } }),
  'stop-protected': plain({ stopProtected: true, load: DEAD }),
  operated: plain({ operator: { managed: true, principal: 'eks.amazonaws.com' }, load: DEAD }),
  watched: watchedByAlarm,
  kept: tagged(TAG.keep, 'true'),
  ignored: tagged(TAG.ignore, ''),
  held: heldByTag,
  'never-idle': tagged(TAG.idle, 'never'),
  'soon-idle': tagged(TAG.idle, '45m'),
  unscheduled: tagged(TAG.schedule, 'none'),
  misspelt: tagged(TAG.holdUntil, 'tomorrow-ish'),
};
