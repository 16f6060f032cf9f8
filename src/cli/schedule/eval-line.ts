/** One line of `schedule eval`: a case in, and what the reference product would do, out. */
import type * as z from 'zod';
import { findingsOf, findingText } from '../../lib/config/finding.ts';
import { decideC7n } from '../../lib/schedule/dialects/c7n-offhours.ts';
import {
  decideCycle,
  type StoredState,
} from '../../lib/schedule/dialects/instance-scheduler-decision.ts';
import { planStateAt, readPlan } from '../../lib/schedule/dialects/instance-scheduler-schedule.ts';
import type { Verdict } from '../../lib/schedule/dialects/verdict.ts';
import { nearestOf } from '../../lib/schedule/nearest.ts';
import { type Parsed, parsed, problem } from '../../lib/schedule/parsed.ts';
import { c7nLine, decisionLine, head, scheduleLine } from './eval-schemas.ts';

export interface Answer {
  readonly id: string | null;
  readonly decision: Verdict | 'invalid';
  readonly next_stored_state?: StoredState;
  readonly error?: string;
}

type Decided = Pick<Answer, 'decision' | 'next_stored_state'>;

const DIALECTS: ReadonlyMap<string, (line: unknown) => Parsed<Decided>> = new Map([
  ['c7n-offhours', evalC7n],
  ['instance-scheduler-schedule', evalSchedule],
  ['instance-scheduler-decision', evalDecision],
]);

export function evalLine(text: string): Answer {
  const line = readJson(text);
  if (!line.ok) return invalid(null, line.problem);
  const start = readLine(head, line.value);
  if (!start.ok) return invalid(null, start.problem);
  const { id, dialect } = start.value;
  const decide = DIALECTS.get(dialect);
  if (decide === undefined) return invalid(null, unknownDialect(dialect));
  const decided = decide(line.value);
  return decided.ok ? { id, ...decided.value } : invalid(id, decided.problem);
}

const invalid = (id: string | null, error: string): Answer => ({ id, decision: 'invalid', error });

function readJson(text: string): Parsed<unknown> {
  try {
    return parsed<unknown>(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return problem(`The line is not JSON: ${error.message}.`);
    throw error;
  }
}

function readLine<Schema extends z.ZodType>(
  schema: Schema,
  line: unknown,
): Parsed<z.output<Schema>> {
  const read = schema.safeParse(line);
  if (read.success) return parsed(read.data);
  return problem(`${findingsOf(read.error, line).map(findingText).join('; ')}.`);
}

function unknownDialect(dialect: string): string {
  const meant = nearestOf(dialect, DIALECTS.keys());
  const known =
    meant === null ? `there are ${[...DIALECTS.keys()].join(', ')}` : `did you mean ${meant}?`;
  return `There is no dialect "${dialect}"; ${known}`;
}

function evalC7n(line: unknown): Parsed<Decided> {
  const read = readLine(c7nLine, line);
  if (!read.ok) return read;
  const decision = decideC7n(read.value.policy, read.value.tag, read.value.at);
  return decision.ok ? parsed({ decision: decision.value }) : decision;
}

function evalSchedule(line: unknown): Parsed<Decided> {
  const read = readLine(scheduleLine, line);
  if (!read.ok) return read;
  const plan = readPlan(read.value.plan);
  if (!plan.ok) return plan;
  const { at } = read.value;
  const state = at === null ? 'any' : planStateAt(plan.value, at);
  return parsed({ decision: state === 'any' ? 'no-change' : state });
}

function evalDecision(line: unknown): Parsed<Decided> {
  const read = readLine(decisionLine, line);
  if (!read.ok) return read;
  const { at, stored, ...rest } = read.value;
  const plan = readPlan(rest.plan);
  if (!plan.ok) return plan;
  if (at === null) return parsed({ decision: 'no-change', next_stored_state: stored });
  const decided = decideCycle({ ...rest, plan: plan.value, stored }, at);
  return parsed({ decision: decided.verdict, next_stored_state: decided.nextStored });
}
