/** One simulated AWS account with its people, its clock and its memory of what happened. */
import type { AccountId } from '../../model/ids.ts';
import type { Instant } from '../../model/instant.ts';
import type { Hold } from '../../model/ledger.ts';
import type { PriceTable } from '../../model/price.ts';
import type { DigestPorts, LedgerStore } from '../cloud.ts';
import { type Account, createAccount } from './account.ts';
import { createAlarmCalls } from './alarm-calls.ts';
import { type Alarms, createAlarms } from './alarms.ts';
import { type Bill, billOf } from './bill.ts';
import { createCloud } from './calls.ts';
import { createChannel, createTopic, type Topic } from './channels.ts';
import { createDatapoints, type SeriesLookup } from './datapoints.ts';
import type { Engine } from './engine.ts';
import { createEstate } from './estate.ts';
import { createEventBus, type EventBus } from './events.ts';
import { FAULT_PRESETS, type FaultOptions, type FaultPreset } from './faults.ts';
import { SILENT_FREE_TIER } from './free-tier.ts';
import { createGate, ENDLESS, type Latency, type Lifeline, realLatency } from './gate.ts';
import { createHands } from './hands.ts';
import { type Invoice, type InvoiceRequest, invoiceOf } from './invoice.ts';
import type { Actor, Journal } from './journal.ts';
import { createLambdas, type Lambdas } from './lambdas.ts';
import { createLedgerTable, type LedgerTable, openHolds } from './ledger.ts';
import { createLedgerStore } from './ledger-store.ts';
import { createMetrics } from './metrics.ts';
import { createMishaps } from './mishaps.ts';
import type { Hands } from './people.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createSetup, type Setup } from './setup.ts';
import { createRoom, createRoomChannel, type SlackRoom, type SlackWay } from './slack.ts';
import { type TableCapacity, type TableUnits, tableCapacity } from './table-capacity.ts';

/** Writes a hold as the product's link does. */
export type PlaceHold = (ledger: LedgerStore, hold: Hold) => Promise<void>;

export interface WorldOptions {
  readonly seed: number;
  readonly startAt: Instant;
  readonly account: AccountId;
  readonly region: string;
  /** IANA zone of the people; UTC unless something else is said. */
  readonly zone?: string;
  readonly faults?: FaultPreset | Partial<FaultOptions>;
  readonly accountSetup?: (setup: Setup) => void;
  /** `none`: AWS answers at once, and a call needs nobody to run the clock. */
  readonly latency?: 'real' | 'none';
  /** IAM actions that the functions' roles lack, for example `ec2:DescribeVolumes`. */
  readonly denied?: readonly string[];
  /** Absent where nothing is deployed that has links. */
  readonly placeHold?: PlaceHold;
  /** How the policy reaches Slack; not at all unless something else is said. */
  readonly slack?: readonly SlackWay[];
  /** Not given: the ledger's table refuses nothing for want of units. */
  readonly tableUnits?: TableUnits | undefined;
  /** The clock of another world, in which time passes for both. */
  readonly engine?: Engine;
}

export interface World {
  now(): Instant;
  /** Lets everything up to `until` happen. */
  run(until: Instant): Promise<void>;
  readonly journal: Journal;
  readonly lambdas: Lambdas;
  readonly bus: EventBus;
  readonly scheduler: Scheduler;
  /** The ports as this caller has them. */
  portsFor(actor: Actor): DigestPorts;
  hands(person: string): Hands;
  /** Furnishes, also later on. */
  readonly setup: Setup;
  /** The state itself, for assertions. */
  readonly account: Account;
  readonly ledger: LedgerTable;
  readonly topic: Topic;
  /** What each way to Slack has brought there; empty where there is none. */
  readonly slack: readonly SlackRoom[];
  readonly alarms: Alarms;
  /** Of any time, before any free tier. */
  bill(prices: PriceTable, from: Instant, to: Instant): Bill;
  /** Of a month, with its free tier. */
  invoice(request: Omit<InvoiceRequest, 'region'>): Invoice;
}

const faultsOf = (faults: WorldOptions['faults']): FaultOptions =>
  typeof faults === 'string' ? FAULT_PRESETS[faults] : { ...FAULT_PRESETS.none, ...faults };

interface Parts {
  readonly account: Account;
  readonly table: LedgerTable;
  readonly capacity: TableCapacity | null;
  readonly topic: Topic;
  readonly rooms: readonly SlackRoom[];
  readonly datapoints: SeriesLookup;
  readonly bus: EventBus;
  readonly alarms: Alarms;
  readonly latency: Latency | null;
  readonly denied: readonly string[];
}

/** Faults of calls come from one stream: only callers draw from it. */
function portsMaker(parts: Parts): (actor: Actor, lifeline: Lifeline) => DigestPorts {
  const { account, table, capacity, topic, rooms, datapoints, alarms, latency, denied } = parts;
  const { engine, faults, chance } = account;
  const stream = chance.stream('calls');
  const slackStream = chance.stream('slack');
  const mishaps = createMishaps({ faults, denied, stream });
  const clock = { now: engine.now };
  return (actor, lifeline) => {
    const gate = createGate({ engine, actor, lifeline, latency });
    const metrics = createMetrics({ account, gate, mishaps, datapoints });
    return {
      clock,
      cloud: createCloud({ account, gate, mishaps }),
      estate: createEstate({ account, gate, mishaps }, metrics),
      freeTier: SILENT_FREE_TIER,
      metrics,
      alarms: createAlarmCalls({ account, gate, mishaps, alarms }),
      ledger: createLedgerStore({ account, gate, table, faults, stream, capacity }),
      channels: [
        createChannel({ account, gate, topic, mishaps, faults, stream }),
        ...rooms.map((room) =>
          createRoomChannel({ account, gate, room, faults, stream: slackStream }),
        ),
      ],
    };
  };
}

/** A person's browser: no faults, and what goes wrong is thrown when the world runs. */
function holdPlacer({ account, table, capacity, latency }: Parts, placeHold: PlaceHold) {
  const failures: unknown[] = [];
  const stream = account.chance.stream('links');
  const { engine } = account;
  const place = (hold: Hold, actor: Actor): void => {
    const gate = createGate({ engine, actor, lifeline: ENDLESS, latency });
    const faults = FAULT_PRESETS.none;
    const ledger = createLedgerStore({ account, gate, table, faults, stream, capacity });
    placeHold(ledger, hold).catch((error: unknown) => failures.push(error));
  };
  return { place, failures };
}

function createParts(options: WorldOptions): Parts {
  const { seed, startAt, region, zone = 'UTC', engine } = options;
  const faults = faultsOf(options.faults);
  const account = createAccount({
    id: options.account,
    region,
    zone,
    seed,
    startAt,
    faults,
    engine,
  });
  const table = createLedgerTable(account);
  account.holdsOf = (id) => openHolds(table, id, account.engine.now());
  const bus = createEventBus(account);
  const datapoints = createDatapoints(account);
  const { tableUnits } = options;
  return {
    account,
    table,
    capacity: tableUnits === undefined ? null : tableCapacity(account.engine, tableUnits),
    topic: createTopic(account),
    rooms: (options.slack ?? []).map((way) => createRoom(account, way)),
    datapoints,
    bus,
    alarms: createAlarms({ account, bus, datapoints }),
    latency: options.latency === 'none' ? null : realLatency(account.chance.stream('latency')),
    denied: options.denied ?? [],
  };
}

export function createWorld(options: WorldOptions): World {
  const parts = createParts(options);
  const { account, table, topic, bus, alarms } = parts;
  const { engine, journal } = account;
  const portsFor = portsMaker(parts);
  const holds = options.placeHold ? holdPlacer(parts, options.placeHold) : null;
  const placeHold = holds?.place ?? null;
  const hands = (name: string): Hands =>
    createHands({ account, actor: { kind: 'person', name }, topic, placeHold });
  const lambdas = createLambdas({ account, portsFor });
  const setup = createSetup({ account, bus, alarms, handsOf: hands });
  options.accountSetup?.(setup);
  journal.clear();
  return {
    now: engine.now,
    run: async (until) => {
      await engine.run(until);
      const [failure] = holds?.failures ?? [];
      if (failure !== undefined) throw failure;
    },
    journal,
    lambdas,
    bus,
    scheduler: createScheduler(account, bus, lambdas),
    portsFor: (actor) => portsFor(actor, ENDLESS),
    hands,
    setup,
    account,
    ledger: table,
    topic,
    slack: parts.rooms,
    alarms,
    bill: (prices, from, to) => billOf(account.usage, { prices, region: options.region, from, to }),
    invoice: (request) => invoiceOf(account.usage, { ...request, region: options.region }),
  };
}
