import { type Duration, type Instant, later, plus, toIso } from '../../model/instant.ts';
import { createQueue, type QueuedEvent } from './queue.ts';

/** Takes an event out of the queue again; without effect once it has happened. */
export type Cancel = () => void;

/** The virtual clock and everything that is still to happen. */
export interface Engine {
  now(): Instant;
  /** An instant that has passed means now. */
  at(when: Instant, run: () => void): Cancel;
  after(delay: Duration, run: () => void): Cancel;
  /** Lets everything up to and including `until` happen; then it is `until`. */
  run(until: Instant): Promise<void>;
}

/** So many at one instant are a loop that takes no time, and would never end. */
const EVENTS_AT_ONCE_MOST = 100_000;

/**
 * Called when no promise has anything left to do. Node runs a tick callback only after it has
 * emptied the microtask queue, so code that awaits nothing but this world has then come to a
 * halt; and it costs a fraction of a turn of the event loop.
 * https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 */
const whenSettled = (next: () => void): void => process.nextTick(nextPromised, next);

/** By way of a promise: a tick that a tick asks for would come before the promises it resolves. */
const nextPromised = (next: () => void): void => void RESOLVED.then(next);

const RESOLVED = Promise.resolve();

export function createEngine(startAt: Instant): Engine {
  const queue = createQueue();
  let clock = startAt;
  let sequence = 0;
  let atOnce = 0;

  const at = (when: Instant, run: () => void): Cancel => {
    const event: QueuedEvent = { at: later(when, clock), sequence, run };
    sequence += 1;
    queue.push(event);
    return () => {
      event.run = null;
    };
  };

  /** The next that was not cancelled. */
  const nextUntil = (until: Instant): (() => void) | null => {
    for (let event = queue.popUntil(until); event; event = queue.popUntil(until)) {
      if (event.run === null) continue;
      atOnce = event.at === clock ? atOnce + 1 : 0;
      if (atOnce > EVENTS_AT_ONCE_MOST) throw new Error(`time stands still at ${toIso(clock)}`);
      clock = event.at;
      return event.run;
    }
    return null;
  };

  /** Without a promise for each event: a history has tens of thousands. */
  const run = (until: Instant): Promise<void> =>
    new Promise((resolve, reject) => {
      const step = (): void => {
        try {
          const happens = nextUntil(until);
          if (happens === null) {
            clock = later(until, clock);
            resolve();
            return;
          }
          happens();
          whenSettled(step);
        } catch (error) {
          reject(error);
        }
      };
      atOnce = 0;
      whenSettled(step);
    });

  return { now: () => clock, at, after: (delay, task) => at(plus(clock, delay), task), run };
}
