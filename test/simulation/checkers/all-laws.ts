/** The laws that one history can prove or break by itself. */
import type { History } from '../../../src/lib/wiring/history.ts';
import { costsNothing } from './costs-nothing.ts';
import { graceIsKept } from './grace-is-kept.ts';
import { guardHolds } from './guard-holds.ts';
import { handsOff } from './hands-off.ts';
import { intentBeforeAction } from './intent-before-action.ts';
import { keptIsTheHolders } from './kept-is-the-holders.ts';
import type { Law, Violation } from './law.ts';
import { limitsHold } from './limits-hold.ts';
import { noEdgeBeforeAdoption } from './no-edge-before-adoption.ts';
import { nothingDestroyed } from './nothing-destroyed.ts';
import { observeTouchesNothing } from './observe-touches-nothing.ts';
import { oneDecision } from './one-decision.ts';
import { outcomesAreTrue } from './outcomes-are-true.ts';
import { ownAlarmsOnly } from './own-alarms-only.ts';
import { savingsAreTrue } from './savings-are-true.ts';
import { toldOnce } from './told-once.ts';
import { wholeListsOnly } from './whole-lists-only.ts';

/** In the order of their numbers. */
export const LAWS: readonly Law[] = [
  toldOnce,
  keptIsTheHolders,
  intentBeforeAction,
  outcomesAreTrue,
  handsOff,
  limitsHold,
  wholeListsOnly,
  oneDecision,
  observeTouchesNothing,
  nothingDestroyed,
  ownAlarmsOnly,
  costsNothing,
  graceIsKept,
  noEdgeBeforeAdoption,
  guardHolds,
  savingsAreTrue,
];

export interface LawReport {
  readonly law: Law;
  readonly violations: readonly Violation[];
}

export const judgeHistory = (history: History): readonly LawReport[] =>
  LAWS.map((law) => ({ law, violations: law.check(history) }));

/** One line for each violation, with the number of its law. */
export const violationsOf = (history: History): readonly string[] =>
  judgeHistory(history).flatMap(({ law, violations }) =>
    violations.map(({ says }) => `law ${law.number}: ${says}`),
  );
