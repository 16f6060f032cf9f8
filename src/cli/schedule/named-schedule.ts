/** What a person means by a schedule: a name in the policy, or a text that is one. */

import { minutes } from '../../lib/model/instant.ts';
import type { Policy } from '../../lib/model/policy.ts';
import type { Schedule } from '../../lib/model/schedule.ts';
import { compileSchedule, NIGHTLY } from '../../lib/schedule/compile.ts';
import { compileC7n } from '../../lib/schedule/dialects/c7n-compile.ts';
import { standardC7nPolicy } from '../../lib/schedule/dialects/c7n-offhours.ts';
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

export function scheduleFor(text: string, policy: Policy): Schedule {
  const named = schedulesOf(policy);
  const known = named.get(text);
  if (known !== undefined) return known;
  if (/^(on|off|tz)=/i.test(text)) return offhours(text);
  if (/\d:\d/.test(text)) return understood(window(text, policy.zone));
  const meant = nearestOf(text, named.keys());
  const hint =
    meant === null
      ? `${listed([...named.keys()])} A window is written as "mon-fri 09:00-19:00".`
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

/** With the defaults of both filters, since no policy of Cloud Custodian is at hand. */
function offhours(tag: string): Schedule {
  const [offhour, onhour] = [standardC7nPolicy('offhour'), standardC7nPolicy('onhour')];
  const schedule = understood(compileC7n({ name: tag, tag, offhour, onhour }));
  if (schedule === null) throw wrongUsage(`"${tag}" turns nothing on or off.`);
  return schedule;
}

function understood<T>(result: Parsed<T>): T {
  if (result.ok) return result.value;
  throw wrongUsage(result.problem);
}
