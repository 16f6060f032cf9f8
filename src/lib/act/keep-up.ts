/**
 * Puts and removes our own alarms. It needs no intent: a put that is made twice is the same alarm,
 * and what a crash leaves undone the next comparison finds.
 */
import type { Alarms, Answer } from '../cloud/cloud.ts';
import { isLowering } from '../model/control.ts';
import type { Fault } from '../model/fault.ts';
import type { InstanceId } from '../model/ids.ts';
import { type Duration, seconds } from '../model/instant.ts';
import type { Upkeep, Upkept } from '../model/upkeep.ts';
import type { IntentLog } from './intent-log.ts';

const ENOUGH_TIME = seconds(15);
/** DeleteAlarms takes so many names. */
const MOST_NAMES = 100;

export interface Keeping {
  readonly alarms: Pick<Alarms, 'put' | 'remove'>;
  readonly log: Pick<IntentLog, 'lookAgain'>;
  readonly timeLeft: () => Duration;
}

interface Step {
  readonly makesWatched: InstanceId | null;
  readonly run: () => Promise<Answer>;
}

/**
 * Removes first, so that what gives way has gone before a place is taken. The first refusal ends
 * it: what is refused once is refused for all.
 */
export async function keepUp(keeping: Keeping, upkeep: Upkeep): Promise<Upkept> {
  const watched = [...upkeep.kept];
  for (const { makesWatched, run } of stepsOf(keeping, upkeep)) {
    if (!(await mayGoOn(keeping))) return { finished: false, watched, fault: null };
    const answer = await run();
    if (!answer.accepted) return { finished: !passes(answer.fault), watched, fault: answer.fault };
    if (makesWatched) watched.push(makesWatched);
  }
  return { finished: true, watched, fault: null };
}

function stepsOf({ alarms }: Keeping, { put, remove }: Upkeep): readonly Step[] {
  const names = remove.map(({ name }) => name);
  const removals = Array.from({ length: Math.ceil(names.length / MOST_NAMES) }, (_, index) => {
    const some = names.slice(index * MOST_NAMES, (index + 1) * MOST_NAMES);
    return { makesWatched: null, run: () => alarms.remove(some) };
  });
  const puts = put.map(({ name, watch }) => ({
    makesWatched: watch.instanceId,
    run: () => alarms.put({ name, watch }),
  }));
  return [...removals, ...puts];
}

/** The owner's switch is read before each call, as before any other. */
async function mayGoOn({ log, timeLeft }: Keeping): Promise<boolean> {
  if (timeLeft() < ENOUGH_TIME) return false;
  const { control, leaseIsOurs } = await log.lookAgain();
  return leaseIsOurs && !(control && isLowering(control));
}

/** What the next pass may find mended; the rest waits for the hour. */
const passes = ({ code }: Fault): boolean => code === 'throttled' || code === 'no-answer';
