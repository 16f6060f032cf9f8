/** Lambda, invoked asynchronously: two retries, a dead-letter queue, no mercy at the timeout. */
import {
  between,
  type Duration,
  type Instant,
  milliseconds,
  minutes,
  plus,
} from '../../model/instant.ts';
import type { DigestPorts } from '../cloud.ts';
import type { Account } from './account.ts';
import type { Lifeline } from './gate.ts';
import type { EntryOf, Invocation } from './journal.ts';
import { type CrashPoint, createLife, type Life } from './life.ts';
import type { Stream } from './random.ts';

export interface InvocationContext {
  readonly requestId: string;
  readonly timeout: Duration;
  /** How long this invocation may still run. */
  readonly timeLeft: () => Duration;
  readonly ports: DigestPorts;
}

/** What is deployed: it gets any document at all, and what it throws is tried again. */
export type Handler = (document: unknown, context: InvocationContext) => Promise<void>;

export interface Deployment {
  readonly name: string;
  readonly timeout: Duration;
  readonly handler: Handler;
}

export interface DeadLetter {
  readonly lambda: string;
  readonly document: unknown;
  readonly at: Instant;
}

export interface Lambdas {
  deploy(deployment: Deployment): void;
  /** Asynchronous: returns at once. Of a function that is not deployed, nothing comes. */
  invoke(name: string, document: unknown): void;
  /** The next attempt of this function ends there. */
  crashNext(name: string, point: CrashPoint): void;
  readonly deadLetters: readonly DeadLetter[];
}

/** After the first and the second failed attempt (Lambda developer guide, asynchronous errors). */
const RETRY_AFTER = [minutes(1), minutes(2)] as const;
/** Init of a small Node bundle, in milliseconds, when no environment is warm. */
const INIT_MS = [120, 400] as const;

type Ending = Pick<EntryOf<'invocation-ended'>, 'result' | 'error'>;

interface Attempt {
  readonly deployment: Deployment;
  readonly document: unknown;
  readonly actor: Invocation;
}

export interface LambdaOptions {
  readonly account: Account;
  readonly portsFor: (actor: Invocation, lifeline: Lifeline) => DigestPorts;
}

interface Runtime extends LambdaOptions {
  readonly stream: Stream;
  readonly crashes: Map<string, CrashPoint>;
  readonly deadLetters: DeadLetter[];
}

function giveUp({ account, deadLetters }: Runtime, { actor, document }: Attempt): void {
  const letter = { lambda: actor.lambda, document, at: account.engine.now() };
  deadLetters.push(letter);
  account.journal.write({ kind: 'dead-letter', ...letter });
}

function retry(runtime: Runtime, attempt: Attempt): void {
  const { actor } = attempt;
  const delay = RETRY_AFTER[actor.attempt - 1];
  if (delay === undefined) giveUp(runtime, attempt);
  else {
    const next = { ...attempt, actor: { ...actor, attempt: actor.attempt + 1 } };
    runtime.account.engine.after(delay, () => run(runtime, next));
  }
}

function end(runtime: Runtime, attempt: Attempt, ending: Ending): void {
  const { engine, journal } = runtime.account;
  const { actor } = attempt;
  journal.write({ kind: 'invocation-ended', at: engine.now(), actor, ...ending });
  if (ending.result !== 'returned') retry(runtime, attempt);
}

function lifeOf({ account, crashes, stream }: Runtime, { actor: { lambda } }: Attempt): Life {
  const crash = crashes.get(lambda);
  crashes.delete(lambda);
  return createLife(account.faults.lambdaCrash, stream, crash);
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Async, so that a handler that throws at once is no different from one that throws later. */
const running = async (attempt: Attempt, context: InvocationContext): Promise<void> =>
  attempt.deployment.handler(attempt.document, context);

function run(runtime: Runtime, attempt: Attempt): void {
  const { engine, journal } = runtime.account;
  const { actor, document } = attempt;
  const { timeout } = attempt.deployment;
  const deadline = plus(engine.now(), timeout);
  const life = lifeOf(runtime, attempt);
  const cancelTimeout = engine.at(deadline, life.cutOff);
  let ending: Ending | null = null;
  life.onOver(() => {
    cancelTimeout();
    const cutOff = engine.now() >= deadline ? 'timed-out' : 'crashed';
    end(runtime, attempt, ending ?? { result: cutOff, error: null });
  });
  const finish = (by: Ending): void => {
    ending = by;
    life.cutOff();
  };
  journal.write({ kind: 'invoked', at: engine.now(), actor, document });
  running(attempt, {
    requestId: actor.requestId,
    timeout,
    timeLeft: () => between(engine.now(), deadline),
    ports: runtime.portsFor(actor, life),
  }).then(
    () => finish({ result: 'returned', error: null }),
    (error: unknown) => finish({ result: 'threw', error: describe(error) }),
  );
}

export function createLambdas(options: LambdaOptions): Lambdas {
  const { engine, chance, identity } = options.account;
  const stream = chance.stream('lambda');
  const runtime: Runtime = { ...options, stream, crashes: new Map(), deadLetters: [] };
  const deployed = new Map<string, Deployment>();
  let requests = 0;
  return {
    deadLetters: runtime.deadLetters,
    deploy: (deployment) => {
      deployed.set(deployment.name, deployment);
    },
    crashNext: (name, point) => {
      runtime.crashes.set(name, point);
    },
    invoke: (lambda, document) => {
      const deployment = deployed.get(lambda);
      if (deployment === undefined) return;
      requests += 1;
      const requestId = identity.request(requests);
      const actor: Invocation = { kind: 'invocation', lambda, requestId, attempt: 1 };
      const init = milliseconds(stream.whole(...INIT_MS));
      engine.after(init, () => run(runtime, { deployment, document, actor }));
    },
  };
}
