/**
 * What a provisioned table does at one time: its units, and five minutes of what was not used.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html
 */
import { between, seconds } from '../../model/instant.ts';
import type { Engine } from './engine.ts';

/** A second. */
export interface TableUnits {
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface TableCapacity {
  /** False where the table refuses: then nothing is taken. */
  take(kind: keyof TableUnits, units: number): boolean;
}

const SAVED_UP_SECONDS = 300;

/** As the JSON that it is about as long as. */
export const bytesOf = (item: unknown): number => JSON.stringify(item ?? null).length;

/** Each KB that is begun; of what was there and what is put the larger. */
export const writeUnits = (bytes: number): number => Math.ceil(bytes / 1_024);

/** Each 4 KB that are begun, of a whole page; half of it where it may be a second old. */
export const readUnits = (bytes: number, consistent = true): number =>
  Math.max(1, Math.ceil(bytes / 4_096)) / (consistent ? 1 : 2);

export function tableCapacity(engine: Engine, provisioned: TableUnits): TableCapacity {
  const bucket = (perSecond: number) => {
    const most = perSecond * SAVED_UP_SECONDS;
    let [left, at] = [most, engine.now()];
    return (units: number): boolean => {
      const now = engine.now();
      left = Math.min(most, left + (perSecond * between(at, now)) / seconds(1));
      at = now;
      if (left < units) return false;
      left -= units;
      return true;
    };
  };
  const buckets = {
    readUnits: bucket(provisioned.readUnits),
    writeUnits: bucket(provisioned.writeUnits),
  };
  return { take: (kind, units) => buckets[kind](units) };
}

/**
 * At most so long the adapter's client waits before each of its five more attempts: in the SDK's
 * standard mode half a second, doubled each time, where units were wanting.
 */
export const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000] as const;
