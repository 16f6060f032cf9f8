import * as z from 'zod';
import { type Instant, instant, toIso } from '../../lib/model/instant.ts';
import type { Edge, Schedule } from '../../lib/model/schedule.ts';
import { clockText, weekdayName } from '../../lib/schedule/calendar.ts';
import { nextEdge } from '../../lib/schedule/edges.ts';
import { localTimeAt } from '../../lib/schedule/zone.ts';
import { readOptions } from '../arguments.ts';
import { inColumns } from '../columns.ts';
import { type Call, wrongUsage } from '../command.ts';
import { printJson } from '../json.ts';
import { choosePolicy } from '../policy-choice.ts';
import { readTime } from '../time-option.ts';
import { scheduleFor } from './named-schedule.ts';

const COUNT = 'must be a number from 1 to 1000';

const nextOptions = z.object({
  count: z
    .string()
    .regex(/^\d{1,4}$/, COUNT)
    .transform(Number)
    .pipe(z.int().min(1, COUNT).max(1_000, COUNT))
    .default(10),
  at: z.string().optional(),
  policy: z.string().optional(),
  json: z.literal(true).optional(),
});

export async function runNext({ given, operand, terminal }: Call): Promise<number> {
  const asked = readOptions(nextOptions, given);
  if (operand === null) {
    throw wrongUsage(
      'Which schedule? Name one of the policy: tierkeeper schedule next nightly; or write a ' +
        'window: tierkeeper schedule next "mon-fri 09:00-19:00".',
    );
  }
  const { policy } = choosePolicy(asked.policy);
  const schedule = scheduleFor(operand, policy);
  const since = asked.at === undefined ? instant(Date.now()) : readTime(asked.at, policy.zone);
  const edges = nextEdges(schedule, since, asked.count);
  if (asked.json) {
    printJson(terminal, ...edges.map((edge) => ({ kind: 'edge', ...entryOf(schedule, edge) })));
  } else if (edges.length === 0) {
    terminal.print(`"${schedule.name}" turns nothing on or off in the next 400 days.`);
  } else {
    terminal.print(
      `${schedule.name} (${schedule.zone})`,
      ...inColumns(
        edges.map((edge) => rowOf(schedule.zone, edge)),
        terminal.columns,
      ),
    );
  }
  return 0;
}

function nextEdges(schedule: Schedule, since: Instant, count: number): readonly Edge[] {
  const edges: Edge[] = [];
  let edge = nextEdge(schedule, since);
  while (edge !== null && edges.length < count) {
    edges.push(edge);
    edge = nextEdge(schedule, edge.at);
  }
  return edges;
}

function localText(zone: string, at: Instant): string {
  const { date, weekday, minuteOfDay } = localTimeAt(zone, at);
  return `${weekdayName(weekday)} ${date} ${clockText(minuteOfDay)}`;
}

const rowOf = (zone: string, { at, to }: Edge): readonly string[] => [
  `  ${localText(zone, at)}`,
  to === 'running' ? 'starts' : 'stops',
];

const entryOf = ({ name, zone }: Schedule, { at, to }: Edge) => ({
  schedule: name,
  zone,
  at: toIso(at),
  local: localText(zone, at),
  to,
});
