/** What came of the time that a digest tells of, and of the weeks and months before it. */
import type { KnownSavings } from '../meter/known-savings.ts';
import type { DigestContent } from '../model/digest.ts';
import type { Instant } from '../model/instant.ts';
import type { NoticeRecord } from '../model/ledger.ts';
import type { Policy } from '../model/policy.ts';
import type { LocalDate } from '../model/schedule.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Tally } from '../model/tally.ts';
import { lastBefore, lookBacks, toldSince } from './look-back.ts';
import { costSoFar, savedSince, spentSince } from './saved.ts';
import { tallyOf } from './tally.ts';

export interface PastBasis {
  readonly date: LocalDate;
  readonly snapshot: Snapshot;
  readonly policy: Pick<Policy, 'tell'>;
  readonly savings: KnownSavings;
  /** Those that `undigested` chose. */
  readonly shows: readonly NoticeRecord[];
}

/** What this date's record keeps for later ones. */
export function tallyIn(basis: PastBasis): Tally {
  const { date, snapshot, shows, savings } = basis;
  const { digests, survey } = snapshot.memory;
  const since = sinceIn(basis);
  const last = lastBefore({ date, digests })?.tally ?? null;
  const cost = costSoFar(survey);
  return tallyOf({
    notices: shows.map(({ notice }) => notice),
    ...savedSince(savings, last, since),
    ...(cost === null ? {} : { costSoFar: cost }),
    spent: spentSince(cost, last?.costSoFar ?? null),
    since,
  });
}

/** From when on it tells of what came. */
export function sinceIn({ date, snapshot }: Pick<PastBasis, 'date' | 'snapshot'>): Instant {
  const { memory, takenAt } = snapshot;
  return toldSince({ date, digests: memory.digests }, memory.activation?.since ?? takenAt);
}

export function pastOf(basis: PastBasis): Pick<DigestContent, 'saved' | 'lookBacks'> {
  const { date, snapshot, policy } = basis;
  const { digests } = snapshot.memory;
  const today = tallyIn(basis);
  const { off, savedMicroUsd, allowance, unpriced, reserved, savingsPlan } = today;
  const saved = { off, savedMicroUsd, allowance, unpriced, reserved, savingsPlan };
  return { saved, lookBacks: lookBacks({ date, digests, weekly: policy.tell.weekly }, today) };
}
