/** The open idle warning of a launch, and how it ends without a stop. */
import type { Mark } from '../model/decision.ts';
import type { Warning } from '../model/ledger.ts';
import type { Case } from './world.ts';

export const openIdleWarning = ({ record, instance }: Case): Warning | undefined =>
  record.warnings.find(
    ({ rule, launchTime }) => rule === 'idle' && launchTime === instance.launchTime,
  );

/** Holds and protections end a warning too: after them people are warned anew. */
export const dropIdleWarning = (subject: Case): readonly Mark[] =>
  openIdleWarning(subject)
    ? [{ mark: 'withdrawn', instanceId: subject.instance.id, rule: 'idle' }]
    : [];
