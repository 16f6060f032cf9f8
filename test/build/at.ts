/** Instants as tests write them. */
import { type Instant, parseInstant } from '../../src/lib/model/instant.ts';

/** `at('2026-11-24T12:00Z')`. */
export function at(iso: string): Instant {
  const parsed = parseInstant(iso);
  if (parsed === undefined) throw new TypeError(`"${iso}" is no instant`);
  return parsed;
}

/** A Tuesday noon, long before any public holiday of the shipped tables. */
export const NOON = at('2026-11-24T12:00Z');
