/** What a sweep keeps of what is paid for in advance, for the passes until the next one. */
import type { Family } from '../../model/family.ts';
import type { Fault } from '../../model/fault.ts';
import type { Unread } from '../../model/finding.ts';
import type { SurveyRecord } from '../../model/ledger.ts';
import type { ReservedInstances } from '../../model/reserved-instance.ts';
import { isReadable, type SeenPlan } from '../../model/savings-plan.ts';

/** Asked for at home. */
export interface BoughtAt<Bought> {
  readonly region: string;
  readonly family: Family<Bought>;
}

/** One item holds all that a sweep found: the purchases of more than that are another tool's. */
const MOST = 200;

/** Where they could not be read, those of the sweep before stand, for as long as they run. */
export function withReserved(
  record: SurveyRecord,
  { region, family }: BoughtAt<ReservedInstances>,
  before: SurveyRecord | null,
): SurveyRecord {
  if (family.complete) {
    const reserved = family.items.slice(0, MOST);
    return reserved.length === 0 ? record : { ...record, reserved };
  }
  const unread = unreadOf('reserved', { region, fault: family.fault, record, before });
  return { ...record, unread: [...record.unread, unread], reserved: before?.reserved };
}

/** The same. Of those that are odd the meter tells; what pays for no instance is left out. */
export function withPlans(
  record: SurveyRecord,
  { region, family }: BoughtAt<SeenPlan>,
  before: SurveyRecord | null,
): SurveyRecord {
  if (family.complete) {
    const readable = family.items.filter(isReadable);
    const savingsPlans = readable.filter(({ scope }) => scope.of !== 'other').slice(0, MOST);
    return savingsPlans.length === 0 ? record : { ...record, savingsPlans };
  }
  const unread = unreadOf('savingsPlans', { region, fault: family.fault, record, before });
  return { ...record, unread: [...record.unread, unread], savingsPlans: before?.savingsPlans };
}

interface Refused {
  readonly region: string;
  readonly fault: Fault;
  readonly record: SurveyRecord;
  readonly before: SurveyRecord | null;
}

function unreadOf(family: Unread['family'], { region, fault, record, before }: Refused): Unread {
  const { code, permission } = fault;
  const known = before?.unread.find((one) => one.family === family && one.code === code);
  return { region, family, code, permission, foundAt: known?.foundAt ?? record.at };
}
