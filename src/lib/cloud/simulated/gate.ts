/**
 * What lies between a caller and AWS: the network's time, lost answers, and the end of the caller.
 */
import { type Duration, milliseconds, seconds } from '../../model/instant.ts';
import type { Engine } from './engine.ts';
import type { Actor } from './journal.ts';
import type { Stream } from './random.ts';

/** One call to one service. */
export interface Request<T> {
  readonly to: 'ec2' | 'sagemaker' | 'cloudwatch' | 'dynamodb' | 'sns' | 'slack';
  readonly work: () => T;
  /** The work is done, and instead of its answer comes, much later, a TimeoutError. */
  readonly answerLost?: boolean;
}

/** Whether the caller still lives, and when it will die. */
export interface Lifeline {
  /** Asked once for each call: whether the caller dies there, and on which side of it. */
  endsAt(call: number): 'before' | 'after' | null;
  readonly isOver: () => boolean;
  /** The caller dies. */
  cutOff(): void;
}

export interface Gate {
  readonly actor: Actor;
  call<T>(request: Request<T>): Promise<T>;
}

/** A caller that nothing cuts off. */
export const ENDLESS: Lifeline = { endsAt: () => null, isOver: () => false, cutOff: () => {} };

/** Milliseconds that a call to each service takes from inside its Region. */
const LATENCY_MS = {
  ec2: [40, 200],
  sagemaker: [40, 200],
  cloudwatch: [15, 60],
  dynamodb: [3, 12],
  sns: [20, 80],
  slack: [150, 600],
} as const;

/** When the SDK gives up waiting for an answer. */
const ANSWER_TIMEOUT = seconds(6);

/** What the SDK throws when no answer came; it is no refusal, so it is no `Fault`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

export type Latency = (service: keyof typeof LATENCY_MS) => Duration;

export const realLatency =
  (stream: Stream): Latency =>
  (service) => {
    const [from, to] = LATENCY_MS[service];
    return milliseconds(stream.whole(from, to));
  };

export interface GateOptions {
  readonly engine: Engine;
  readonly actor: Actor;
  readonly lifeline: Lifeline;
  /** Null: AWS answers at once, and nobody needs to run the clock for it. */
  readonly latency: Latency | null;
}

/** Nobody is there any more to whom it could be resolved. */
const never = <T>(): Promise<T> => new Promise<T>(() => {});

export function createGate({ engine, actor, lifeline, latency }: GateOptions): Gate {
  let calls = 0;

  /** Later in virtual time; at once where there is no latency at all. */
  const later = (delay: Duration, step: () => void): void => {
    if (latency === null) step();
    else engine.after(delay, step);
  };

  const answer = <T>(request: Request<T>, resolve: (answer: T) => void): void => {
    const result = request.work();
    if (!lifeline.isOver()) resolve(result);
  };

  const exchange = <T>(request: Request<T>, dies: boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      const noAnswer = (): void => reject(new TimeoutError('no answer came'));
      const accept = (result: T): void => {
        if (request.answerLost) later(ANSWER_TIMEOUT, noAnswer);
        else resolve(result);
      };
      later(latency?.(request.to) ?? milliseconds(0), () => {
        try {
          answer(request, dies ? lifeline.cutOff : accept);
        } catch (error) {
          if (!lifeline.isOver()) reject(error);
        }
      });
    });

  return {
    actor,
    call: (request) => {
      calls += 1;
      if (lifeline.isOver()) return never();
      const ends = lifeline.endsAt(calls);
      if (ends === 'before') lifeline.cutOff();
      return ends === 'before' ? never() : exchange(request, ends === 'after');
    },
  };
}
