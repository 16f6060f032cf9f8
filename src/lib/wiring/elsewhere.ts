/** Wakes of other places go to the queue; home is looked after at once, by whoever is woken. */
import { type Instant, toIso } from '../model/instant.ts';
import { type ManagedPlace, sweptPlaces } from '../model/managed-place.ts';
import type { WakeCause } from '../model/wake.ts';
import type { Home } from '../wake/home.ts';
import { originOf } from '../wake/origin.ts';
import { scheduleInput } from '../wake/schedule-input.ts';

/** Where events wait for the function that looks after the place they are of. */
export interface WakeQueue {
  /** Throws where some are not taken, after all were tried. */
  send(documents: readonly unknown[]): Promise<void>;
}

export interface Elsewhere {
  /** All but home. */
  readonly places: readonly ManagedPlace[];
  readonly queue: WakeQueue;
}

export const isOf = (place: Home, { account, region }: Home): boolean =>
  place.account === account && place.region === region;

/** An event of another place, which is sent on as it is: what it says is read over there. */
export function placeToWake(document: unknown, places: readonly ManagedPlace[]) {
  const origin = originOf(document);
  return (origin && places.find((place) => isOf(place, origin))) ?? null;
}

/** The same documents that our own schedules send, so that there is one way to read a wake. */
const wakesOf = (type: 'Clock Ticked' | 'Digest Due', places: readonly Home[], now: Instant) =>
  places.map((place) => ({ ...scheduleInput(type, place), time: toIso(now) }));

/** What home's clock sends elsewhere; every other wake of home is of nobody else's concern. */
export async function wakeOthers(
  { places, queue }: Elsewhere,
  cause: WakeCause | 'noop',
  now: Instant,
): Promise<number> {
  const wakes =
    cause === 'clock'
      ? wakesOf('Clock Ticked', places, now)
      : cause === 'day'
        ? wakesOf('Digest Due', sweptPlaces(places), now)
        : [];
  if (wakes.length > 0) await queue.send(wakes);
  return wakes.length;
}
