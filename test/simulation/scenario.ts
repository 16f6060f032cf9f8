/**
 * A small account, a policy as an owner writes it, people with their deeds, and time that passes.
 * Whatever a scenario is about, all laws are held over it too.
 */
import type { FaultOptions } from '../../src/lib/cloud/simulated/faults.ts';
import type { Hands } from '../../src/lib/cloud/simulated/people.ts';
import type { Setup } from '../../src/lib/cloud/simulated/setup.ts';
import type { World } from '../../src/lib/cloud/simulated/world.ts';
import { parsePolicyFile } from '../../src/lib/config/policy-file.ts';
import { shippedPrices } from '../../src/lib/config/price-document.ts';
import { priceTable } from '../../src/lib/meter/price.ts';
import { type InstanceId, idOf, isAccountId } from '../../src/lib/model/ids.ts';
import type { Instance } from '../../src/lib/model/instance.ts';
import { type Instant, instant, minutes } from '../../src/lib/model/instant.ts';
import type { Control, LedgerItem, LedgerKind } from '../../src/lib/model/ledger.ts';
import type { NoticeKind } from '../../src/lib/model/notice.ts';
import type { Policy } from '../../src/lib/model/policy.ts';
import { controlKey } from '../../src/lib/record/place.ts';
import { beginHistory, type History, type HistoryOptions } from '../../src/lib/wiring/history.ts';
import { violationsOf } from './checkers/all-laws.ts';
import { received, type ToldNotice } from './checkers/messages.ts';
import { type Wall, wallOf } from './wall.ts';

export interface Plot {
  /** YAML. `mode: act` and the zone of the people, unless it says something else. */
  readonly policy?: string;
  /** When the product is deployed, on the wall: `21:00`, or with its date. A Monday by default. */
  readonly begins?: string;
  readonly zone?: string;
  readonly account: (setup: Setup) => void;
  readonly faults?: Partial<FaultOptions>;
  /** IAM actions that the product's roles lack. */
  readonly denied?: readonly string[];
  /** Whether somebody reads the mails from the first minute on. */
  readonly confirmed?: boolean;
  /** Once before time begins. */
  readonly prepare?: (world: World) => void;
  /** Of the ledger's table, a second; not given: as many as anybody wants. */
  readonly tableUnits?: HistoryOptions['tableUnits'];
  /** Sees what the functions ask their account. */
  readonly watch?: HistoryOptions['watch'];
}

/** A notice that reached its reader. */
export interface Told {
  /** To five minutes: `22:05`, or `+1 07:10` on a later day. */
  readonly at: string;
  readonly kind: string;
  /** Of the instance it is about; empty where it is about none. */
  readonly name: string;
  readonly facts: ToldNotice['facts'];
}

export interface Scenario {
  readonly world: World;
  readonly options: HistoryOptions;
  /** The instant of `22:10`, or of `+2 07:00` two days later, on the wall. */
  time(text: string): Instant;
  /** Somebody will do that then. */
  at(text: string, does: (hands: Hands) => void): void;
  /** Lets time pass. Throws where a law is broken by then. */
  until(text: string): Promise<void>;
  /** The same, and broken laws are the caller's affair. */
  historyUntil(text: string): Promise<History>;
  idOf(name: string): InstanceId;
  instance(name: string): Instance | undefined;
  /** `running`, `stopped`, …; `gone` where it is not listed any more. */
  state(name: string): string;
  /** When it began to start and to stop, to five minutes: `22:00 stop`, `+1 07:00 start`. */
  turns(name: string): readonly string[];
  told(kind?: NoticeKind): readonly Told[];
  /** The dates of the digests that somebody got. */
  digests(): readonly string[];
  /** What the ledger holds now. */
  items<Kind extends LedgerKind>(kind: Kind): readonly Extract<LedgerItem, { kind: Kind }>[];
  /** The owner's switch. */
  control(text: string, to: Pick<Control, 'paused' | 'mode'>): void;
  /** From then to then nothing is invoked: neither ticks nor events reach any function. */
  outage(from: string, to: string): void;
}

const SEED = 11;
const ACCOUNT = idOf(isAccountId, '123456789012');
const REGION = 'ap-northeast-2';
const MONDAY = '2026-11-02';
const PRICES = priceTable(shippedPrices().rows, {});

export function policyFrom(text: string, zone: string): Policy {
  const head = /^mode:/m.test(text) ? '' : 'mode: act\n';
  const parsed = parsePolicyFile(`${head}zone: ${zone}\n${text}\n`);
  if (parsed.ok) return parsed.policy;
  throw new Error(parsed.problems.map(({ message }) => message).join('; '));
}

export function begin(plot: Plot): Scenario {
  const { policy = '', begins = '12:00', zone = 'Asia/Seoul', confirmed = true } = plot;
  const [date = MONDAY, clock = begins] = begins.includes(' ') ? begins.split(' ') : [];
  const wall = wallOf(zone, date);
  const options: HistoryOptions = {
    seed: SEED,
    startAt: wall.instantOf(clock),
    days: 0,
    account: ACCOUNT,
    region: REGION,
    zone,
    setup: plot.account,
    faults: plot.faults ?? {},
    denied: plot.denied ?? [],
    policy: policyFrom(policy, zone),
    prices: PRICES,
    deployed: true,
    tableUnits: plot.tableUnits,
    ...(plot.watch === undefined ? {} : { watch: plot.watch }),
    prepare: (world) => {
      if (confirmed) world.hands('owner').confirmSubscription();
      plot.prepare?.(world);
    },
  };
  return scenarioOf(options, wall);
}

function scenarioOf(options: HistoryOptions, wall: Wall): Scenario {
  const { world, run } = beginHistory(options);
  const { account } = world;
  const idOfName = (name: string): InstanceId => {
    const id = account.labels.get(name);
    if (id === undefined) throw new RangeError(`nothing is called "${name}"`);
    return id;
  };
  const instanceOf = (name: string): Instance | undefined => account.instances.get(idOfName(name));
  const historyUntil = (text: string): Promise<History> => run(wall.instantOf(text));
  return {
    world,
    options,
    time: wall.instantOf,
    at: (text, does) => {
      account.engine.at(wall.instantOf(text), () => does(world.hands('somebody')));
    },
    historyUntil,
    until: async (text) => {
      const broken = violationsOf(await historyUntil(text));
      if (broken.length > 0) throw new Error(broken.join('\n'));
    },
    idOf: idOfName,
    instance: instanceOf,
    state: (name) => instanceOf(name)?.state ?? 'gone',
    turns: (name) => turnsOf(world, wall, name),
    told: (kind) => toldIn(world, wall).filter((one) => kind === undefined || one.kind === kind),
    digests: () => received({ world }).flatMap((one) => (one.kind === 'digest' ? [one.date] : [])),
    items: (kind) => itemsOf(world, kind),
    control: (text, to) => {
      const at = wall.instantOf(text);
      account.engine.at(at, () => switchTo(world, { kind: 'control', at, ...to }));
    },
    outage: (from, to) => cutOff(world, wall.instantOf(from), wall.instantOf(to)),
  };
}

const FIVE_MINUTES = minutes(5);
const toFiveMinutes = (at: Instant): Instant =>
  instant(Math.floor(at / FIVE_MINUTES) * FIVE_MINUTES);

function turnsOf({ journal }: World, wall: Wall, name: string): readonly string[] {
  return journal
    .of('state')
    .filter((entry) => entry.name === name && entry.from !== null)
    .flatMap(({ at, to }) => {
      const turn = to === 'stopping' ? 'stop' : to === 'pending' ? 'start' : null;
      return turn === null ? [] : [`${wall.show(toFiveMinutes(at))} ${turn}`];
    });
}

const toldIn = (world: World, wall: Wall): readonly Told[] =>
  received({ world }).flatMap((message) =>
    message.kind === 'digest'
      ? []
      : message.notices.map(({ kind, facts }) => ({
          at: wall.show(toFiveMinutes(message.at)),
          kind,
          name: facts.subject?.name ?? '',
          facts,
        })),
  );

function itemsOf<Kind extends LedgerKind>(
  { ledger }: World,
  kind: Kind,
): readonly Extract<LedgerItem, { kind: Kind }>[] {
  const isKind = (item: LedgerItem): item is Extract<LedgerItem, { kind: Kind }> =>
    item.kind === kind;
  return ledger
    .items()
    .map(({ item }) => item)
    .filter(isKind);
}

function switchTo(world: World, item: Control): void {
  const key = controlKey({ account: ACCOUNT, region: REGION });
  const { ledger } = world.portsFor({ kind: 'person', name: 'owner' });
  void ledger.put({ key, item, expiresAt: null }, 'any');
}

function cutOff({ lambdas, now }: World, from: Instant, to: Instant): void {
  const { invoke } = lambdas;
  lambdas.invoke = (name, document) => {
    if (now() < from || now() >= to) invoke(name, document);
  };
}
