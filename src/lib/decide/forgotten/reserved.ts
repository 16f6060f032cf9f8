/** What a sweep keeps of Reserved Instances: of home, for the passes until the next one. */
import type { Family } from '../../model/family.ts';
import type { Unread } from '../../model/finding.ts';
import type { SurveyRecord } from '../../model/ledger.ts';
import type { ReservedInstances } from '../../model/reserved-instance.ts';

export interface ReservedAt {
  readonly region: string;
  readonly family: Family<ReservedInstances>;
}

/** One item holds all that a sweep found: the purchases of more than that are another tool's. */
const MOST = 200;

/** Where they could not be read, those of the sweep before stand, for as long as they run. */
export function withReserved(
  record: SurveyRecord,
  { region, family }: ReservedAt,
  before: SurveyRecord | null,
): SurveyRecord {
  if (family.complete) {
    const reserved = family.items.slice(0, MOST);
    return reserved.length === 0 ? record : { ...record, reserved };
  }
  const { code, permission } = family.fault;
  const known = before?.unread.find((one) => one.family === 'reserved' && one.code === code);
  const foundAt = known?.foundAt ?? record.at;
  const unread: Unread = { region, family: 'reserved', code, permission, foundAt };
  return { ...record, unread: [...record.unread, unread], reserved: before?.reserved };
}
