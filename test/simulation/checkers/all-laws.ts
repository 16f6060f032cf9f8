/** The laws that one history can prove or break by itself. */
import type { History } from '../../../src/lib/wiring/history.ts';
import { graceIsKept } from './grace-is-kept.ts';
import { handsOff } from './hands-off.ts';
import { intentBeforeAction } from './intent-before-action.ts';
import type { Law, Violation } from './law.ts';
import { limitsHold } from './limits-hold.ts';
import { noEdgeBeforeAdoption } from './no-edge-before-adoption.ts';
import { nothingDestroyed } from './nothing-destroyed.ts';
import { observeTouchesNothing } from './observe-touches-nothing.ts';
import { oneDecision } from './one-decision.ts';
import { wholeListsOnly } from './whole-lists-only.ts';

export const LAWS: readonly Law[] = [
  intentBeforeAction,
  handsOff,
  limitsHold,
  wholeListsOnly,
  oneDecision,
  observeTouchesNothing,
  nothingDestroyed,
  graceIsKept,
  noEdgeBeforeAdoption,
];

export interface LawReport {
  readonly law: Law;
  readonly violations: readonly Violation[];
}

export const judgeHistory = (history: History): readonly LawReport[] =>
  LAWS.map((law) => ({ law, violations: law.check(history) }));
