import type { Channel } from '../cloud/cloud.ts';
import type { KnownSavings } from '../meter/known-savings.ts';
import type { Plan } from '../model/decision.ts';
import type { DigestExchange } from '../model/digest-part.ts';
import type { InstanceRecord } from '../model/instance-record.ts';
import type { Instant } from '../model/instant.ts';
import type { DigestRecord, NoticeRecord } from '../model/ledger.ts';
import type { LinkFor } from '../model/link.ts';
import type { HomePlace } from '../model/managed-place.ts';
import type { Policy } from '../model/policy.ts';
import type { PriceTable } from '../model/price.ts';
import type { MonthAllowance } from '../model/savings.ts';
import type { Snapshot } from '../model/snapshot.ts';

type PastSavings = Pick<KnownSavings, 'kept' | 'allowances'>;

/** What the last step of a pass goes by. */
export interface Telling {
  readonly channels: readonly Channel[];
  readonly policy: Policy;
  readonly prices: PriceTable;
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  /** All messages of the ledger, those of this pass among them. */
  readonly records: readonly NoticeRecord[];
  /** As they are now. */
  readonly instances: readonly InstanceRecord[];
  /** What the past keeps of months; asked only when a digest is due. */
  readonly recallSavings: (months: readonly string[]) => Promise<PastSavings>;
  /** Asked only when there is something to say. */
  readonly links: () => Promise<LinkFor>;
  readonly save: (record: DigestRecord | NoticeRecord | MonthAllowance) => Promise<void>;
  readonly claim: (record: DigestRecord) => Promise<boolean>;
  /** How places hand over what home tells of them. */
  readonly exchange: DigestExchange;
  readonly now: () => Instant;
  /** Where Tierkeeper is deployed; not given: here. Whose digest is sent on a day without news. */
  readonly hub?: HomePlace | undefined;
}
