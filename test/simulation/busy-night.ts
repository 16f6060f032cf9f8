/** One tick with as much to do as a small account can have at once; nobody but the clock helps. */
import { DEAD, steady } from '../../src/lib/cloud/simulated/loads.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { hours } from '../../src/lib/model/instant.ts';
import { begin, type Plot, type Scenario } from './scenario.ts';

const POLICY = `
nightly: { stop: "22:00" }
idle: { grace: 18m }
tell: { digest: "22:00" }
`;

const NO_SCHEDULE = { 'tierkeeper:schedule': 'none' };

function account(setup: Setup): void {
  for (const name of ['dev-1', 'dev-2', 'dev-3']) setup.instance({ name, load: steady() });
  for (const name of ['idle', 'nearly-idle']) {
    setup.instance({ name, load: steady(), tags: NO_SCHEDULE });
  }
  setup.instance({
    name: 'web',
    load: steady(),
    tags: { ...NO_SCHEDULE, 'tierkeeper:eip': setup.allocationId('web-ip') },
  });
  setup.address('web-ip', { on: 'web' });
  setup.instance({
    name: 'old',
    load: steady(),
    tags: NO_SCHEDULE,
    dataVolumes: [{ sizeGiB: 50 }, { sizeGiB: 10 }],
  });
  setup.instance({ name: 'wanted', tags: NO_SCHEDULE }, { state: 'stopped' });
}

/**
 * At 22:00 the three stop, the idle one too; there is a warning, a start, an address and volumes.
 */
function deeds(night: Scenario): void {
  night.at('20:32', (hands) => hands.useFor('idle', DEAD));
  night.at('20:52', (hands) => hands.useFor('nearly-idle', DEAD));
  night.at('21:56', (hands) => hands.disassociate('web-ip'));
  night.at('21:57', (hands) => hands.terminate('old'));
  const wish = { want: 'running', why: 'a demo', lasts: hours(3), postpones: false } as const;
  night.at('21:58', (hands) => hands.hold('wanted', wish));
}

export function busyNight(more: Pick<Plot, 'prepare'> = {}): Scenario {
  const faults = { eventLost: 1 };
  const night = begin({ policy: POLICY, begins: '20:15', account, faults, ...more });
  deeds(night);
  const { invoke } = night.world.lambdas;
  night.world.lambdas.invoke = (name, document) => {
    if (name === 'clock-ticked') invoke(name, document);
  };
  return night;
}

export interface CutOff {
  readonly call: number;
  readonly when: 'before' | 'after';
  /** Whether Lambda's own second attempt, a minute later, is let through. */
  readonly isRetried: boolean;
}

/** Ends the tick of 22:00 at that call. */
export function cutOff(night: Scenario, { call, when, isRetried }: CutOff): void {
  const { account, lambdas } = night.world;
  const crash = (time: string, point: Pick<CutOff, 'call' | 'when'>): void => {
    account.engine.at(night.time(time), () => lambdas.crashNext('clock-ticked', point));
  };
  crash('21:59', { call, when });
  if (isRetried) return;
  // The second and third attempts come one and three minutes after the first.
  for (const time of ['22:01', '22:02']) crash(time, { call: 1, when: 'before' });
}
