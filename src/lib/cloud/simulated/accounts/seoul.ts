/**
 * A small company in Seoul, for a month: a backend on a t3.micro, a development machine that is
 * shut at night, and what people start, try and forget.
 */
import { hours, minutes } from '../../../model/instant.ts';
import { TAG } from '../../../model/tag.ts';
import { wholeSeconds } from '../documents.ts';
import type { LaunchSpec } from '../launch-spec.ts';
import { burst, cron, DEAD, type Effort, office, steady } from '../loads.ts';
import { openTo, type Setup } from '../setup.ts';
import { furnishElsewhere } from './seoul-elsewhere.ts';

/** A server's name in a schedule: it is not shut at night. */
const ALWAYS_ON = { [TAG.schedule]: 'none' };

const SERVER: Effort = {
  cpuPercent: 6,
  networkBytesPerMinute: 140_000,
  ebsOperationsPerSecond: 1.4,
};
const BUILD: Effort = {
  cpuPercent: 28,
  networkBytesPerMinute: 900_000,
  ebsOperationsPerSecond: 14,
};
const TUNNEL: Effort = {
  cpuPercent: 0.4,
  networkBytesPerMinute: 9_000,
  ebsOperationsPerSecond: 0.05,
};

const ago = (setup: Setup, daysAgo: number) => setup.localTime(-daysAgo, '11:20');

/** docker, the backend and MySQL on one machine, and the database port open to the world. */
function furnishBackend(setup: Setup): void {
  const web = setup.securityGroup('backend', [openTo(22), openTo(80), openTo(443), openTo(3306)]);
  setup.instance(
    {
      name: 'backend',
      tags: ALWAYS_ON,
      root: { sizeGiB: 16 },
      dataVolumes: [{ sizeGiB: 20, tags: { Name: 'mysql-data' } }],
      securityGroupIds: [web],
      load: steady(SERVER),
    },
    { since: ago(setup, 40) },
  );
  setup.address('backend-ip', { on: 'backend' });
  setup.alarm({
    name: 'backend-cpu-high',
    on: 'backend',
    comparison: 'GreaterThanThreshold',
    threshold: 80,
    evaluationPeriods: 2,
  });
}

const apiServer = (setup: Setup): LaunchSpec => {
  const allocationId = setup.allocationId('api-ip');
  return { name: 'api', tags: { ...ALWAYS_ON, [TAG.eip]: allocationId }, load: steady(SERVER) };
};

function furnishServers(setup: Setup): void {
  setup.instance(apiServer(setup), { since: ago(setup, 21) });
  setup.address('api-ip', { on: 'api' });
  setup.instance(
    {
      name: 'vpn',
      type: 't4g.micro',
      tags: ALWAYS_ON,
      sourceDestCheck: false,
      stopProtected: true,
      load: steady(TUNNEL),
    },
    { since: ago(setup, 60) },
  );
  setup.address('vpn-ip', { on: 'vpn' });
  setup.autoScalingGroup({
    name: 'worker-group',
    size: 1,
    member: { name: 'worker', load: cron(60, 10, BUILD) },
  });
}

function furnishWorkplaces(setup: Setup): void {
  setup.instance(
    {
      name: 'dev-box',
      type: 't3.small',
      tags: { [TAG.idle]: 'never' },
      root: { sizeGiB: 30, encrypted: true },
      load: office(setup.zone, BUILD),
    },
    { since: ago(setup, 1) },
  );
  setup.instance({ name: 'tutorial', load: DEAD }, { since: ago(setup, 90) });
  setup.instance(
    { name: 'batch', type: 't3.medium', via: 'api', spot: 'one-time', load: cron(120, 45, BUILD) },
    { since: ago(setup, 3) },
  );
  setup.instance(
    {
      name: 'ml-experiment',
      type: 't3.medium',
      via: 'console',
      root: { sizeGiB: 30 },
      dataVolumes: [{ sizeGiB: 100 }, { sizeGiB: 50, type: 'gp2' }],
      load: burst(45, BUILD),
    },
    { since: ago(setup, 5) },
  );
}

/** What lies about and costs money. */
function furnishLeftovers(setup: Setup): void {
  setup.address('old-campaign-ip');
  setup.volume('backup-of-last-year', { sizeGiB: 40, type: 'gp2' });
}

/** The founder: reads the mails, moves a server to other hardware, and replaces another. */
function jiwoo(setup: Setup): void {
  const { localTime } = setup;
  setup.person('jiwoo', [
    { at: localTime(0, '09:12'), does: (hands) => hands.confirmSubscription() },
    { at: localTime(11, '08:50'), does: (hands) => hands.stop('backend') },
    { at: localTime(11, '08:54'), does: (hands) => hands.start('backend') },
    { at: localTime(15, '10:20'), does: (hands) => hands.terminate('api') },
    { at: localTime(15, '10:42'), does: (hands) => hands.launch(apiServer(setup)) },
    { at: localTime(25, '11:05'), does: (hands) => hands.disassociate('api-ip') },
  ]);
}

/** What only AWS does. */
function aws(setup: Setup): void {
  setup.impairment('backend', { check: 'system', at: setup.localTime(11, '04:20') });
  setup.interruption('batch', { at: setup.localTime(17, '03:41') });
}

/** The developer: works late once, breaks a key, and shuts down properly on a Friday. */
function minsu(setup: Setup): void {
  const { localTime } = setup;
  const until = wholeSeconds(localTime(5, '02:30'));
  setup.person('minsu', [
    { at: localTime(4, '23:10'), does: (hands) => hands.start('dev-box') },
    { at: localTime(4, '23:12'), does: (hands) => hands.tag('dev-box', TAG.holdUntil, until) },
    { at: localTime(4, '23:15'), does: (hands) => hands.useFor('dev-box', steady(BUILD)) },
    {
      at: localTime(5, '02:20'),
      does: (hands) => hands.useFor('dev-box', office(setup.zone, BUILD)),
    },
    { at: localTime(9, '21:30'), does: (hands) => hands.breakKey('dev-box', hours(12.5)) },
    { at: localTime(10, '10:05'), does: (hands) => hands.start('dev-box') },
    { at: localTime(19, '18:10'), does: (hands) => hands.shutDown('dev-box') },
    { at: localTime(20, '08:50'), does: (hands) => hands.start('dev-box') },
  ]);
}

/** The intern: tries things, and forgets them. */
function sora(setup: Setup): void {
  const { localTime } = setup;
  const loadTest: LaunchSpec = {
    name: 'load-test',
    type: 't3.medium',
    via: 'console',
    dataVolumes: [{ sizeGiB: 60 }],
    // It works harder than it earns credits for, and owes the rest until it is stopped.
    surplusCredits: 160,
    load: steady(BUILD),
  };
  setup.person('sora', [
    { at: localTime(8, '17:30'), does: (hands) => hands.useFor('ml-experiment', DEAD) },
    { at: localTime(12, '15:40'), does: (hands) => hands.terminate('ml-experiment') },
    { at: localTime(18, '18:05'), does: (hands) => hands.launch(loadTest) },
    { at: localTime(18, '19:40'), does: (hands) => hands.useFor('load-test', DEAD) },
    { at: localTime(22, '14:00'), does: (hands) => hands.start('load-test') },
    {
      at: localTime(22, '15:10'),
      does: (hands) =>
        hands.hold('load-test', {
          want: 'leave',
          why: 'a demonstration at four',
          postpones: false,
          lasts: minutes(180),
        }),
    },
  ]);
}

export function seoul(setup: Setup): void {
  furnishBackend(setup);
  furnishServers(setup);
  furnishWorkplaces(setup);
  furnishLeftovers(setup);
  furnishElsewhere(setup);
  aws(setup);
  jiwoo(setup);
  minsu(setup);
  sora(setup);
}
