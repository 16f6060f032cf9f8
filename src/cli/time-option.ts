/** `--at`: the time to decide for. */
import { type Instant, parseInstant } from '../lib/model/instant.ts';
import { instantOf } from '../lib/schedule/zone.ts';
import { type OptionSpec, wrongUsage } from './command.ts';

export const TIME_OPTION: OptionSpec = {
  value: 'TIME',
  says: 'Decide for this time instead of that of the snapshot: 2026-11-23T22:00.',
};

const LOCAL = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/;

/** With an offset, or as the clock on the wall of the policy's zone shows it. */
export function readTime(text: string, zone: string): Instant {
  const [, date, hour, minute] = LOCAL.exec(text) ?? [];
  const isLocal = date !== undefined && !Number.isNaN(Date.parse(`${date}T00:00Z`));
  const at = isLocal
    ? instantOf(zone, date, Number(hour) * 60 + Number(minute))
    : parseInstant(text);
  if (at !== undefined) return at;
  throw wrongUsage(
    `--at must be a time such as 2026-11-23T22:00 (in ${zone}) or 2026-11-23T13:00Z, ` +
      `not "${text}".`,
  );
}
