/** One case's account, fresh: what its owner has, what the deploy made, and a way to wake it. */
import assert from 'node:assert/strict';
import { days, hours, type Instant, instant, minutes, plus } from '../../src/lib/model/instant.ts';
import { Answered, type Browsing, functionUrlEvent } from './browse.ts';
import { eventOf, type Happened } from './events.ts';
import { type Held, startFront } from './front.ts';
import { type Deployed, type Invoked, invoke, type Took } from './lambda.ts';
import { type MotoHelp, motoHelp } from './moto-help.ts';
import { type Owner, ownerOf } from './owner.ts';
import type { Told } from './queue.ts';
import { createStack, type LedgerItem } from './stack.ts';
import { type Story, story } from './story.ts';

/** The functions, by what their events' names in events/ begin with. */
const FUNCTIONS = {
  instance: 'instance-changed',
  alarm: 'alarm-changed',
  clock: 'clock-ticked',
  digest: 'digest-due',
} as const;
type FunctionName = (typeof FUNCTIONS)[keyof typeof FUNCTIONS];

export interface Woken extends Invoked {
  /** The messages that the queue got meanwhile. */
  readonly told: readonly Told[];
}

export interface Stage {
  readonly owner: Owner;
  readonly help: MotoHelp;
  readonly check: Story['check'];
  /** `13:00` in Seoul, tomorrow, or so many days later: moto's own clock is never ahead of that. */
  at(clock: string, daysLater?: number): Instant;
  /** Hands the document of events/ to its function, or to the one that is named. */
  wake(event: string, happened: Happened & { readonly by?: FunctionName }): Promise<Woken>;
  /** Hands a request to the function behind the links; its log must not say with which link. */
  open(browsing: Browsing, when: { readonly at: Instant }): Promise<Answered>;
  hold(action: string): Held;
  ledger(): Promise<readonly LedgerItem[]>;
}

export interface Case {
  /** The promise it shows. */
  readonly name: string;
  /** The bundles' policy: left out, it acts. */
  readonly mode?: 'act' | 'observe';
  readonly run: (stage: Stage) => Promise<void>;
}

const PATH = '/l/';
const SEOUL = hours(9);

const nextMidnight = (now: number): Instant =>
  instant(Math.ceil((now + SEOUL) / days(1)) * days(1) - SEOUL);

const functionFor = (event: string): FunctionName => {
  const [prefix = ''] = event.split('-');
  const name = Object.entries(FUNCTIONS).find(([known]) => known === prefix)?.[1];
  if (!name) throw new Error(`say which function gets ${event}`);
  return name;
};

const kindOf = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'kind' in answer ? String(answer.kind) : '?';

export interface Emulated {
  readonly moto: string;
  /** The folders of the built bundles, by the mode of their policy. */
  readonly bundles: Readonly<Record<'act' | 'observe', string>>;
  /** Each invocation compiles its bundle anew. */
  readonly cold?: boolean;
  /** What each invocation took, as they come to their ends. */
  readonly onInvoked?: (name: string, took: Took) => void;
}

/** Every log is looked through for the token. */
async function browsed(deployed: Deployed, browsing: Browsing, at: Instant): Promise<Invoked> {
  const event = functionUrlEvent(browsing);
  const invoked = await invoke(deployed, { name: 'link-opened', event, at });
  const { status } = Answered.parse(invoked.answer);
  story.at(at, `link-opened gets ${browsing.method} ${PATH}: ${status}`);
  assert.ok(invoked.log.some(({ message }) => message === 'link'));
  assert.ok(!JSON.stringify(invoked.log).includes(browsing.path.slice(PATH.length)));
  return invoked;
}

function instantAt(midnight: Instant, clock: string, daysLater: number): Instant {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return plus(plus(midnight, days(daysLater)), minutes(60 * hour + minute));
}

/** Runs the case in an account of its own, and gives back everything that was told in it. */
export async function perform(one: Case, emulated: Emulated): Promise<readonly Told[]> {
  const { moto, bundles, cold = false, onInvoked } = emulated;
  await fetch(`${moto}/moto-api/reset`, { method: 'POST' });
  const help = motoHelp();
  const front = await startFront(moto, help.mend);
  const stack = await createStack(moto, { front: front.endpoint, help });
  const deployed = { ...stack.deployed, bundles: bundles[one.mode ?? 'act'], cold };
  const midnight = nextMidnight(Date.now());
  const heard: Told[] = [];
  let lastLog: Invoked['log'] = [];

  const wake: Stage['wake'] = async (event, { at, instanceId, by }) => {
    const name = by ?? functionFor(event);
    const invoked = await invoke(deployed, { name, event: eventOf(event, { at, instanceId }), at });
    onInvoked?.(name, invoked.took);
    const told = await stack.queue.receive();
    heard.push(...told);
    lastLog = invoked.log;
    story.at(at, `${name} gets ${event}.json: ${kindOf(invoked.answer)}`);
    for (const { subject } of told) story.at(at, `"${subject}"`);
    return { ...invoked, told };
  };

  const open: Stage['open'] = async (browsing, { at }) => {
    const { answer, log, took } = await browsed(deployed, browsing, at);
    onInvoked?.('link-opened', took);
    lastLog = log;
    return Answered.parse(answer);
  };

  try {
    await one.run({
      owner: await ownerOf(moto, help),
      help,
      wake,
      open,
      check: story.check,
      at: (clock, daysLater = 0) => instantAt(midnight, clock, daysLater),
      hold: front.hold,
      ledger: stack.ledger,
    });
  } catch (error) {
    story.log(lastLog);
    throw error;
  } finally {
    await front.stop();
  }
  return heard;
}
