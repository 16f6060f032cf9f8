/** Home and other places on one clock, with the queue between them, as serverless.yml has it. */
import type { DigestPorts, LedgerStore } from '../../src/lib/cloud/cloud.ts';
import {
  createMessageQueue,
  type MessageQueue,
} from '../../src/lib/cloud/simulated/message-queue.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import { createWorld, type World, type WorldOptions } from '../../src/lib/cloud/simulated/world.ts';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { linkMaker } from '../../src/lib/link/link-for.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { idOf, isAccountId } from '../../src/lib/model/ids.ts';
import {
  between,
  type Duration,
  type Instant,
  instant,
  milliseconds,
  minutes,
  plus,
  seconds,
} from '../../src/lib/model/instant.ts';
import {
  type HomePlace,
  type ManagedPlace,
  placeKey,
  placesElsewhere,
} from '../../src/lib/model/managed-place.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import type { Shelf } from '../../src/lib/record/kept-store.ts';
import { scheduleInput } from '../../src/lib/wake/schedule-input.ts';
import { surveyThenSweep } from '../../src/lib/wiring/digest-handler.ts';
import { knownPrices } from '../../src/lib/wiring/known-prices.ts';
import { type Scopes, sweepScopes } from '../../src/lib/wiring/scope-handler.ts';
import { SIMULATED_URL, WAKING_STATES } from '../../src/lib/wiring/simulation.ts';
import { type Sweep, sweepAndWake } from '../../src/lib/wiring/sweep-handler.ts';
import { keptLog } from '../handlers/fixture.ts';

export const HOME = { account: idOf(isAccountId, '123456789012'), region: 'ap-northeast-2' };
/** Sunday 2026-11-01, midnight in Seoul. */
const START: Instant = instant(Date.UTC(2026, 9, 31, 15));
const TIMEOUT = seconds(120);
const STS_MS = milliseconds(90);

export interface ManyOptions {
  /** YAML. */
  readonly policy: string;
  /** Of home; 1 where none is given. */
  readonly seed?: number;
  readonly startAt?: Instant;
  /** How home's messages reach Slack. */
  readonly slack?: WorldOptions['slack'];
  readonly furnish: (setup: Setup, place: HomePlace) => void;
  /** What is not as it should be in a place. */
  readonly trouble?: (place: HomePlace) => Pick<WorldOptions, 'faults' | 'denied'>;
  /** Accounts that do not let the hub in. */
  readonly refusing?: ReadonlySet<string>;
  /** Places whose calls never come back. */
  readonly hanging?: ReadonlySet<string>;
  /** What computing takes of a pass: one function's passes share its CPU. */
  readonly compute?: Duration;
  readonly mostAtOnce?: number;
  /** Sees what the function for other places asks. */
  readonly watch?: (ports: DigestPorts) => DigestPorts;
  /** Counts what other places read and write. */
  readonly metered?: (ledger: LedgerStore) => LedgerStore;
  /** What home's functions get in the place of their own ports. */
  readonly tampered?: (ports: DigestPorts) => DigestPorts;
}

export interface ManyPlaces {
  readonly home: World;
  readonly policy: Policy;
  /** All but home, by `account#region`. */
  readonly worlds: ReadonlyMap<string, World>;
  readonly queue: MessageQueue;
  readonly lines: ReturnType<typeof keptLog>['lines'];
  run(time: Duration): Promise<void>;
  /** What home and the others go by from now on; who is new in it is not furnished. */
  redeploy(policy: string): void;
}

function policyOf(text: string): Policy {
  const parsed = parsePolicyFile(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy;
}

interface Deployed {
  policy: Policy;
  places: readonly ManagedPlace[];
}

const deployedBy = (text: string): Deployed => {
  const policy = policyOf(text);
  return { policy, places: placesElsewhere(policy, HOME) };
};

export function manyPlaces(options: ManyOptions): ManyPlaces {
  const deployed = deployedBy(options.policy);
  const { policy, places } = deployed;
  const home = worldOf(options, HOME, { seed: options.seed ?? 1 });
  const { engine } = home.account;
  const worlds = new Map(
    places.map((place, index) => [
      placeKey(place),
      worldOf(options, place, { seed: index + 2, engine }),
    ]),
  );
  const { log, lines } = keptLog();
  const sweep = sweepsOf(home, deployed);
  const scopes = scopesOf({ options, deployed, worlds, home, sweep });
  let requests = 0;
  const queue = createMessageQueue({
    engine,
    stream: home.account.chance.stream('queue'),
    batch: 5,
    mostAtOnce: options.mostAtOnce ?? 10,
    visibility: minutes(12),
    mostReceives: 3,
    invoke: (event) => {
      requests += 1;
      const deadline = plus(engine.now(), TIMEOUT);
      const invocation = {
        awsRequestId: `scope-${requests}`,
        getRemainingTimeInMillis: () => between(engine.now(), deadline),
      };
      const batchLog = { ...log, error: log.warn };
      return sweepScopes({ scopes: scopes(), log: batchLog, invocation }, event);
    },
  });
  deployHome({ options, home, worlds, deployed, queue, sweep, log });
  const run = (time: Duration): Promise<void> => home.run(plus(home.now(), time));
  const redeploy = (text: string) => void Object.assign(deployed, deployedBy(text));
  return { home, policy, worlds, queue, lines, run, redeploy };
}

const worldOf = (
  { furnish, trouble, startAt = START, slack = [] }: ManyOptions,
  { account, region }: HomePlace,
  more: Pick<WorldOptions, 'seed' | 'engine'>,
): World =>
  createWorld({
    ...more,
    startAt,
    slack,
    account,
    region,
    zone: 'Asia/Seoul',
    ...trouble?.({ account, region }),
    accountSetup: (setup) => furnish(setup, { account, region }),
  });

type SweepFor = (actor: Parameters<World['portsFor']>[0]) => Omit<Sweep, 'ports'> & {
  readonly ports: ReturnType<World['portsFor']>;
};

function sweepsOf(home: World, deployed: Deployed): SweepFor {
  const prices = knownPrices(deployed.policy);
  const random = (count: number) => new Uint8Array(count).fill(7);
  const links = linkMaker({ base: SIMULATED_URL, random });
  return (actor) => {
    const { policy } = deployed;
    return { ports: home.portsFor(actor), policy, prices, links, timeout: TIMEOUT };
  };
}

interface Composed {
  readonly options: ManyOptions;
  readonly deployed: Deployed;
  readonly worlds: ReadonlyMap<string, World>;
  readonly home: World;
  readonly sweep: SweepFor;
}

/** One function's: its passes wait for its one CPU, and for nothing else. */
function scopesOf({ options, deployed, worlds, home, sweep }: Composed): () => Scopes {
  const { engine } = home.account;
  const sleep = (time: Duration): Promise<void> =>
    new Promise((resolve) => void engine.after(time, () => resolve()));
  return () => {
    let cpu: Promise<void> = Promise.resolve();
    const computed = (): Promise<void> => {
      cpu = cpu.then(() => sleep(options.compute ?? milliseconds(0)));
      return cpu;
    };
    const actor = { kind: 'invocation', lambda: 'scope', requestId: 'scope', attempt: 1 } as const;
    const hub = sweep(actor);
    const metered = options.metered?.(hub.ports.ledger) ?? hub.ports.ledger;
    return {
      places: deployed.places,
      home: { store: hub.ports.ledger, place: HOME },
      policy: hub.policy,
      clock: hub.ports.clock,
      sleep,
      open: async (place) => {
        await sleep(STS_MS);
        if (options.refusing?.has(place.account)) {
          return { opened: false, fault: fault('access-denied', 'is not authorized') };
        }
        if (options.hanging?.has(placeKey(place))) await new Promise<never>(() => {});
        await computed();
        const there = worlds.get(placeKey(place))?.portsFor(actor);
        if (!there) throw new RangeError(`no world ${placeKey(place)}`);
        const { channels } = hub.ports;
        const { watch = (ports) => ports } = options;
        const ports = watch({ ...there, ledger: metered, channels });
        return { opened: true, sweep: { ...hub, ports, hub: HOME } };
      },
    };
  };
}

interface Home extends Composed {
  readonly queue: MessageQueue;
  readonly log: ReturnType<typeof keptLog>['log'];
}

function deployHome({ options, home, worlds, deployed, queue, sweep, log }: Home): void {
  const { tampered = (ports) => ports } = options;
  for (const name of ['instance-changed', 'clock-ticked', 'digest-due']) {
    const shelf: Shelf = new Map();
    home.lambdas.deploy({
      name,
      timeout: TIMEOUT,
      handler: async (document, { ports, requestId, timeLeft }) => {
        const actor = { kind: 'invocation', lambda: name, requestId, attempt: 1 } as const;
        const { places } = deployed;
        const elsewhere = places.length === 0 ? null : { places, queue };
        const kept = { ...sweep(actor), shelf };
        const given = { sweep: { ...kept, ports: tampered(ports), elsewhere }, log };
        const invocation = { awsRequestId: requestId, getRemainingTimeInMillis: timeLeft };
        await sweepAndWake(given, document, () => surveyThenSweep(given, document, invocation));
      },
    });
  }
  // The rules of the spoke template send on what wakes at home.
  for (const { bus } of [home, ...worlds.values()]) {
    const deliver = (document: unknown) => home.lambdas.invoke('instance-changed', document);
    bus.subscribe({ source: 'aws.ec2', states: WAKING_STATES, deliver });
  }
  const schedule = (lambda: string, type: 'Clock Ticked' | 'Digest Due') => ({
    name: lambda,
    lambda,
    input: scheduleInput(type, HOME),
  });
  home.scheduler.schedule({
    ...schedule('clock-ticked', 'Clock Ticked'),
    when: { every: minutes(5) },
  });
  const { tell, zone } = deployed.policy;
  home.scheduler.schedule({
    ...schedule('digest-due', 'Digest Due'),
    when: { daily: tell.digest, zone },
  });
}
