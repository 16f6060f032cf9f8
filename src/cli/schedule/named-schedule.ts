/** What a person means by a schedule: a name in the policy, or a text that is one. */
import { parsePolicyDocument } from '../../lib/config/policy-document.ts';
import type { CarriedSchedule } from '../../lib/model/dialect.ts';
import { minutes } from '../../lib/model/instant.ts';
import type { Policy } from '../../lib/model/policy.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { TAG } from '../../lib/model/tag.ts';
import { compileSchedule, NIGHTLY } from '../../lib/schedule/compile.ts';
import { offhoursSchedule } from '../../lib/schedule/dialects/offhours-schedule.ts';
import { nearestOf } from '../../lib/schedule/nearest.ts';
import { parseWindow } from '../../lib/schedule/parse.ts';
import type { Parsed } from '../../lib/schedule/parsed.ts';
import { wrongUsage } from '../command.ts';

/** The schedules of a policy by the names that tags use. */
export function schedulesOf({ nightly, schedules }: Policy): ReadonlyMap<string, Schedule> {
  const named = new Map(Object.entries(schedules));
  if (nightly !== null) named.set(NIGHTLY, nightly);
  return named;
}

/** Those of Instance Scheduler, by the names that its own tag uses. */
export const carriedOf = ({ dialects }: Policy): ReadonlyMap<string, CarriedSchedule> =>
  new Map(Object.entries(dialects.instanceScheduler?.schedules ?? {}));

/** `Schedule=office` and `maid_offhours=off=(m-f,19)` are whole tags; their values are meant. */
function tagValueOf(text: string, { dialects }: Policy): string {
  const keys = [TAG.schedule, dialects.c7n?.tag, dialects.instanceScheduler?.tag];
  const key = keys.find((one) => one && text.toLowerCase().startsWith(`${one.toLowerCase()}=`));
  return key === undefined ? text : text.slice(key.length + 1);
}

export function scheduleFor(text: string, policy: Policy): Schedule {
  const named = schedulesOf(policy);
  const names = [...new Set([...named.keys(), ...carriedOf(policy).keys()])];
  const value = tagValueOf(text, policy);
  const known = named.get(value) ?? carriedOf(policy).get(value)?.schedule;
  if (known !== undefined) return known;
  if (/^(on|off)$|^(on|off|tz)=/i.test(value)) return offhours(value, policy);
  if (/\d:\d/.test(text)) return understood(window(text, policy.zone));
  const meant = nearestOf(value, names);
  const hint =
    meant === null
      ? `${listed(names)} A window is written as "mon-fri 09:00-19:00".`
      : `Did you mean "${meant}"?`;
  throw wrongUsage(`The policy has no schedule "${text}". ${hint}`);
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'It names none.' : `There are ${names.join(', ')}.`;

function window(text: string, zone: string): Parsed<Schedule> {
  const read = parseWindow(text);
  if (!read.ok) return read;
  return compileSchedule({
    name: text,
    zone,
    running: [read.value],
    stopped: [],
    holidays: [],
    start: 'ours',
    enforce: false,
    warn: minutes(0),
    from: null,
    until: null,
  });
}

/** By the options of the policy, or by the defaults of Cloud Custodian. */
function offhours(tag: string, { dialects }: Policy): Schedule {
  const dialect = dialects.c7n ?? parsePolicyDocument({ dialects: ['c7n'] }).dialects.c7n;
  const schedule = dialect && understood(offhoursSchedule(dialect, tag));
  if (schedule === null) throw wrongUsage(`"${tag}" turns nothing on or off.`);
  return { ...schedule, name: tag };
}

function understood<T>(result: Parsed<T>): T {
  if (result.ok) return result.value;
  throw wrongUsage(result.problem);
}
