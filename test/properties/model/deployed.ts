/** The product in a simulated account, with a tap for each thing that can go wrong. */
import type { LaunchSpec } from '../../../src/lib/cloud/simulated/launch-spec.ts';
import { DEAD, steady } from '../../../src/lib/cloud/simulated/loads.ts';
import type { Hands } from '../../../src/lib/cloud/simulated/people.ts';
import type { World } from '../../../src/lib/cloud/simulated/world.ts';
import { shippedPrices } from '../../../src/lib/config/price-document.ts';
import { priceTable } from '../../../src/lib/meter/price.ts';
import { idOf, isAccountId } from '../../../src/lib/model/ids.ts';
import { type Duration, type Instant, minutes, plus } from '../../../src/lib/model/instant.ts';
import type { Control } from '../../../src/lib/model/ledger.ts';
import { controlKey } from '../../../src/lib/record/place.ts';
import {
  beginHistory,
  type History,
  type HistoryOptions,
  type OpenHistory,
} from '../../../src/lib/wiring/history.ts';
import { policyFrom } from '../../simulation/scenario.ts';
import type { Course } from './story.ts';
import { type Terms, yamlOf, ZONE } from './terms.ts';

const ACCOUNT = idOf(isAccountId, '123456789012');
const REGION = 'ap-northeast-2';
const PRICES = priceTable(shippedPrices().rows, {});
const METRICS = 'cloudwatch:GetMetricStatistics';

export type Kind = 'plain' | 'node' | 'lent';
export type EventFate = 'delivered' | 'lost' | 'twice' | 'late';

/** What the journal of the account does not tell. */
export interface Diary {
  readonly foreign: Set<string>;
  readonly busy: Map<string, Course<boolean>>;
  readonly stopProtected: Map<string, Course<boolean>>;
  readonly deeds: Map<string, readonly Instant[]>;
  acting: Course<boolean>;
  metricsRefused: Course<boolean>;
  troubles: readonly Instant[];
}

export interface Deployed {
  readonly terms: Terms;
  readonly history: OpenHistory;
  readonly world: World;
  readonly diary: Diary;
  readonly hands: Hands;
  readonly names: readonly string[];
  launch(birth: { readonly kind: Kind; readonly busy: boolean }): void;
  setBusy(name: string, busy: boolean): void;
  setStopProtection(name: string, on: boolean): void;
  /** A person does something to it. */
  touch(name: string): void;
  setEvents(fate: EventFate): void;
  loseTick(): void;
  crashNextTick(call: number, when: 'before' | 'after'): void;
  refuseMetrics(on: boolean): void;
  setControl(to: Pick<Control, 'paused' | 'mode'>): void;
  pass(time: Duration): Promise<History>;
}

const KINDS: Record<Kind, Partial<LaunchSpec>> = {
  plain: {},
  node: { tags: { 'karpenter.sh/nodepool': 'default' } },
  lent: { spot: 'one-time' },
};

const LATE = minutes(45);

export interface Deployment {
  /** Instances that are launched before anything else. */
  readonly born: readonly (readonly [kind: Kind, busy: boolean])[];
  /** Puts something wrong into its hands. */
  readonly prepare?: ((world: World, options: HistoryOptions) => void) | undefined;
}

export function deploy(terms: Terms, startAt: Instant, { born, prepare }: Deployment): Deployed {
  // The account asks this list at each call, so that a permission can come and go.
  const denied: string[] = [];
  const policy = policyFrom(yamlOf(terms), ZONE);
  const options: HistoryOptions = {
    seed: 11,
    startAt,
    days: 0,
    account: ACCOUNT,
    region: REGION,
    zone: ZONE,
    setup: () => {},
    faults: {},
    denied,
    policy,
    prices: PRICES,
    deployed: true,
  };
  const history = beginHistory(options);
  const { world } = history;
  world.hands('owner').confirmSubscription();
  prepare?.(world, options);
  const deployed = taps(terms, history, denied);
  for (const [kind, busy] of born) deployed.launch({ kind, busy });
  return deployed;
}

/** An empty diary, and the hands that write into it. */
function beginDiary({ world, from }: OpenHistory) {
  const diary: Diary = {
    foreign: new Set(),
    busy: new Map(),
    stopProtected: new Map(),
    deeds: new Map(),
    acting: [{ from, value: true }],
    metricsRefused: [{ from, value: false }],
    troubles: [],
  };
  const now = <Value>(value: Value) => ({ from: world.now(), value });
  return {
    diary,
    now,
    trouble: (): void => {
      diary.troubles = [...diary.troubles, world.now()];
    },
    touch: (name: string): void => {
      diary.deeds.set(name, [...(diary.deeds.get(name) ?? []), world.now()]);
    },
    note: <Value>(course: Map<string, Course<Value>>, name: string, value: Value): void => {
      course.set(name, [...(course.get(name) ?? []), now(value)]);
    },
  };
}

type Writing = ReturnType<typeof beginDiary>;

function taps(terms: Terms, history: OpenHistory, denied: string[]): Deployed {
  const { world } = history;
  const hands = world.hands('somebody');
  const names: string[] = [];
  const writing = beginDiary(history);
  const { diary, touch, note } = writing;
  return {
    ...{ terms, history, world, diary, hands, names, touch },
    ...troubleTaps(world, writing, denied),
    launch: ({ kind, busy }) => {
      const name = `box-${names.length}`;
      names.push(name);
      if (kind !== 'plain') diary.foreign.add(name);
      note(diary.busy, name, busy);
      note(diary.stopProtected, name, false);
      hands.launch({ name, ...KINDS[kind], load: busy ? steady() : DEAD });
    },
    setBusy: (name, busy) => {
      note(diary.busy, name, busy);
      hands.useFor(name, busy ? steady() : DEAD);
    },
    setStopProtection: (name, on) => {
      touch(name);
      note(diary.stopProtected, name, on);
      hands.setStopProtection(name, on);
    },
    pass: (time) => history.run(plus(world.now(), time)),
  };
}

type Troubles = 'setEvents' | 'loseTick' | 'crashNextTick' | 'refuseMetrics' | 'setControl';

function troubleTaps(world: World, writing: Writing, denied: string[]): Pick<Deployed, Troubles> {
  const { diary, now, trouble } = writing;
  const mail = postman(world);
  return {
    setEvents: mail.setEvents,
    loseTick: () => {
      trouble();
      mail.loseTick();
    },
    crashNextTick: (call, when) => {
      trouble();
      world.lambdas.crashNext('clock-ticked', { call, when });
    },
    refuseMetrics: (on) => {
      diary.metricsRefused = [...diary.metricsRefused, now(on)];
      denied.splice(0, denied.length, ...(on ? [METRICS] : []));
    },
    setControl: (to) => {
      trouble();
      const item: Control = { kind: 'control', at: world.now(), ...to };
      diary.acting = [...diary.acting, now(!to.paused && to.mode !== 'observe')];
      const { ledger } = world.portsFor({ kind: 'person', name: 'owner' });
      const key = controlKey({ account: ACCOUNT, region: REGION });
      void ledger.put({ key, item, expiresAt: null }, 'any');
    },
  };
}

/** Stands before the functions, and does to events and ticks what the mail does to letters. */
function postman({ lambdas, account }: World) {
  const { invoke } = lambdas;
  let fate: EventFate = 'delivered';
  let ticksToLose = 0;
  const event = (name: string, document: unknown): void => {
    if (fate === 'lost') return;
    if (fate === 'late') account.engine.after(LATE, () => invoke(name, document));
    else invoke(name, document);
    if (fate === 'twice') invoke(name, document);
  };
  lambdas.invoke = (name, document) => {
    if (name === 'instance-changed') event(name, document);
    else if (name === 'clock-ticked' && ticksToLose > 0) ticksToLose -= 1;
    else invoke(name, document);
  };
  return {
    setEvents: (to: EventFate): void => {
      fate = to;
    },
    loseTick: (): void => {
      ticksToLose += 1;
    },
  };
}
