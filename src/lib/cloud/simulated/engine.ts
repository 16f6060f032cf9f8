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
 * Resolves when no promise has anything left to do. Node runs a tick callback only after it has
 * emptied the microtask queue, so code that awaits nothing but this world has then come to a
 * halt; and it costs a fraction of a turn of the event loop.
 * https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick
 */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

export function createEngine(startAt: Instant): Engine {
  const queue = createQueue();
  let clock = startAt;
  let sequence = 0;

  const at = (when: Instant, run: () => void): Cancel => {
    const event: QueuedEvent = { at: later(when, clock), sequence, run };
    sequence += 1;
    queue.push(event);
    return () => {
      event.run = null;
    };
  };

  const run = async (until: Instant): Promise<void> => {
    await settled();
    let atOnce = 0;
    for (let event = queue.popUntil(until); event; event = queue.popUntil(until)) {
      if (event.run === null) continue;
      atOnce = event.at === clock ? atOnce + 1 : 0;
      if (atOnce > EVENTS_AT_ONCE_MOST) throw new Error(`time stands still at ${toIso(clock)}`);
      clock = event.at;
      event.run();
      await settled();
    }
    clock = later(until, clock);
  };

  return { now: () => clock, at, after: (delay, task) => at(plus(clock, delay), task), run };
}
