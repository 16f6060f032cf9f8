/** Which parts of the ledger the holder of a place's lease need not read again and again. */
import type { LedgerKey } from '../cloud/cloud.ts';
import {
  accountPartition,
  activationPrefix,
  digestPrefix,
  livePartition,
  noticePrefix,
  type Place,
  SURVEY,
} from './place.ts';
import { POSTED } from './post.ts';

/** Items of one partition whose sort keys begin alike. */
export interface KeptRange {
  readonly partition: string;
  readonly sortPrefix: string;
  /** Within it, what is written without the lease, too: read each time. */
  readonly postedPrefixes: readonly string[];
  /**
   * All of it is written without the lease: read each time, but for readers to whom some minutes
   * do not matter, and who therefore ask for no consistency.
   */
  readonly isShared: boolean;
}

/**
 * What passes alone write, each under the lease. Holds, presses and the owner's switch are not
 * among it: people write them, and every look reads them.
 */
export function keptRanges(place: Place): readonly KeptRange[] {
  const [live, account, notices] = [
    livePartition(place),
    accountPartition(place),
    noticePrefix(place),
  ];
  const owned = { postedPrefixes: [], isShared: false };
  const postedPrefixes = POSTED.map((prefix) => `${notices}${prefix}`);
  return [
    { partition: live, sortPrefix: '', ...owned },
    { partition: account, sortPrefix: notices, ...owned, postedPrefixes },
    { partition: account, sortPrefix: digestPrefix(place), ...owned },
    { partition: account, sortPrefix: activationPrefix(place), ...owned },
    { partition: account, sortPrefix: SURVEY, ...owned, isShared: true },
  ];
}

export const isInRange = ({ partition, sortPrefix }: KeptRange, key: LedgerKey): boolean =>
  key.partition === partition && key.sort.startsWith(sortPrefix);
