/** What Instance Scheduler would ask for in a cycle, and what it records for the next one. */
import type { Instant } from '../../model/instant.ts';
import { planStateAt, type SchedulerPlan } from './instance-scheduler-schedule.ts';
import { isWindowActive, type MaintenanceWindow } from './instance-scheduler-window.ts';
import type { Verdict } from './verdict.ts';

/** What the scheduler wanted last, not what the instance is. */
export const STORED_STATES = [
  'unknown',
  'running',
  'stopped',
  'any',
  'retain-running',
  'start_failed',
  'stop_failed',
] as const;
export type StoredState = (typeof STORED_STATES)[number];

export interface SchedulerFlags {
  readonly enforced: boolean;
  readonly retainRunning: boolean;
  readonly stopNewInstances: boolean;
  readonly useMaintenanceWindow: boolean;
}

export interface SchedulerCase {
  readonly plan: SchedulerPlan;
  readonly flags: SchedulerFlags;
  /** Those that the schedule names. */
  readonly windows: readonly MaintenanceWindow[];
  readonly stored: StoredState;
  /** Null where nobody said. */
  readonly actual: string | null;
}

/** An action is asked for also where the instance is there already; it then does nothing. */
export interface SchedulerDecision {
  readonly verdict: Verdict;
  readonly nextStored: StoredState;
}

export function decideCycle(one: SchedulerCase, at: Instant): SchedulerDecision {
  const { plan, flags, windows, stored, actual } = one;
  if (actual !== null && actual !== 'running' && actual !== 'stopped') return keep(stored);
  if (flags.useMaintenanceWindow && windows.some((window) => isWindowActive(window, at))) {
    return START;
  }
  switch (planStateAt(plan, at)) {
    case 'stopped':
      return whenStopped(one);
    case 'running':
      return whenRunning(one);
    case 'any':
      return keep('any');
  }
}

const START: SchedulerDecision = { verdict: 'running', nextStored: 'running' };
const STOP: SchedulerDecision = { verdict: 'stopped', nextStored: 'stopped' };
const keep = (nextStored: StoredState): SchedulerDecision => ({ verdict: 'no-change', nextStored });

/** A person's start after the stop is respected: only a change of what is wanted stops. */
function whenStopped({ flags, stored }: SchedulerCase): SchedulerDecision {
  if (stored === 'unknown' && !flags.stopNewInstances) return keep('stopped');
  if (flags.enforced) return STOP;
  if (stored === 'retain-running' && flags.retainRunning) return keep('stopped');
  return stored === 'stopped' ? keep('stopped') : STOP;
}

/** What ran before the period began, `retain_running` lets run after it. */
function whenRunning({ flags, stored, actual }: SchedulerCase): SchedulerDecision {
  if (flags.enforced) return START;
  if (flags.retainRunning && stored === 'stopped' && actual === 'running') {
    return keep('retain-running');
  }
  if (stored === 'retain-running') return keep('retain-running');
  return stored === 'running' ? keep('running') : START;
}
