import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A sequence of chance that belongs to one actor alone. */
export interface Stream {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** Draws nothing where the answer is certain, so that a fault switched off costs nothing. */
  happens(probability: number): boolean;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  pick<const T>(items: readonly [T, ...T[]]): T;
}

/**
 * All chance of one world. What the controller does must not move anybody else's dice: who draws
 * in an order of their own has a stream; what depends on when something happens (how long this
 * stop takes, whether there is capacity at this hour) is a function of its name and the time.
 */
export interface Chance {
  stream(name: string): Stream;
  /** The one number, from 0 to 1, that this seed has for this name and index. */
  at(name: string, index: number): number;
  /** A key for `noise`, for whoever asks often. */
  key(name: string): number;
}

/** The finalizer of MurmurHash3: each input bit moves each output bit. */
function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const GOLDEN = 0x9e3779b9;

/** FNV-1a over the UTF-16 units, begun from the seed. */
function keyOf(seed: number, name: string): number {
  let hash = mix(seed ^ GOLDEN);
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** A number from 0 (included) to 1 (excluded) that depends on key and index alone. */
export const noise = (key: number, index: number): number =>
  (mix(key ^ Math.imul(index + 1, GOLDEN)) >>> 0) / 0x1_0000_0000;

function streamFrom(key: number): Stream {
  const state = [1, 2, 3, 4].map((word) => mix(key + Math.imul(word, GOLDEN)));
  const generator = xoroshiro128plusFromState(state);
  const next = (): number => uniformFloat64(generator);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    happens: (probability) => probability > 0 && (probability >= 1 || next() < probability),
    whole,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
  };
}

export function chanceOf(seed: number): Chance {
  const key = (name: string): number => keyOf(seed, name);
  return {
    key,
    stream: (name) => streamFrom(key(name)),
    at: (name, index) => noise(key(name), index),
  };
}
