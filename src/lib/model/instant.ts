/** Time as the whole product speaks it: instants and durations are milliseconds, branded apart. */
declare const instantBrand: unique symbol;
declare const durationBrand: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: true };

/** A length of time in milliseconds. */
export type Duration = number & { readonly [durationBrand]: true };

export const instant = (epochMs: number): Instant => epochMs as Instant;
export const milliseconds = (count: number): Duration => count as Duration;
export const seconds = (count: number): Duration => milliseconds(count * 1_000);
export const minutes = (count: number): Duration => seconds(count * 60);
export const hours = (count: number): Duration => minutes(count * 60);
export const days = (count: number): Duration => hours(count * 24);

export const plus = (at: Instant, duration: Duration): Instant => instant(at + duration);
export const minus = (at: Instant, duration: Duration): Instant => instant(at - duration);
/** How long it is from `from` to `to`; negative when `to` is earlier. */
export const between = (from: Instant, to: Instant): Duration => milliseconds(to - from);
export const later = (a: Instant, b: Instant): Instant => instant(Math.max(a, b));
export const inMinutes = (duration: Duration): number => duration / 60_000;
export const inHours = (duration: Duration): number => duration / 3_600_000;

/** `2026-11-22T13:00:00.000Z`. */
export const toIso = (at: Instant): string => new Date(at).toISOString();

const ISO_WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Reads ISO 8601 with an offset (`+0000`, as CloudWatch writes it, too); undefined otherwise. */
export function parseInstant(text: string): Instant | undefined {
  if (!ISO_WITH_OFFSET.test(text)) return undefined;
  const epochMs = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(epochMs) ? undefined : instant(epochMs);
}

const DURATION = /^(\d{1,6})\s*([smhd])$/;
const UNIT = { s: seconds, m: minutes, h: hours, d: days } as const;

/** Reads `90s`, `15m`, `2h`, `3d`; undefined otherwise. */
export function parseDuration(text: string): Duration | undefined {
  const [, count, unit] = DURATION.exec(text.trim().toLowerCase()) ?? [];
  if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return undefined;
  return UNIT[unit](Number(count));
}
