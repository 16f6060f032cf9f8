/** What a pass tells of the free tier, and writes down so that it is told once. */
import type { AllowanceNews } from '../../model/allowance-news.ts';
import type { AllowanceRecord } from '../../model/allowance-record.ts';
import type { Mark } from '../../model/decision.ts';
import type { LimitName } from '../../model/meter.ts';
import type { Notice } from '../../model/notice.ts';
import type { World } from '../world.ts';
import { endingNews } from './endings.ts';
import { guardNews } from './guard-news.ts';
import { liveMeter } from './live-meter.ts';
import { thresholdNews } from './thresholds.ts';
import { toldHere } from './told-here.ts';

type News = readonly Notice<'allowance-threshold'>[];

/** What the guard begins with says how much is used: the threshold need not say it besides. */
const unlessGuarded = (thresholds: News, guarded: News): News =>
  thresholds.filter(({ facts }) => !guarded.some((one) => limitIn(one.facts) === limitIn(facts)));

const limitIn = (facts: AllowanceNews): LimitName | null =>
  facts.news === 'ending' ? null : facts.use.name;

/** Thresholds of another month are forgotten; a countdown goes on over its border. */
export function freeTierMarks(world: World): readonly Mark[] {
  const live = liveMeter(world);
  if (live === null) return [];
  const { allowance: before } = world.snapshot.memory;
  const { month } = live.meter;
  const known = before?.month === month ? before.thresholds : [];
  const reached = toldHere(world).shared
    ? thresholdNews(world, live, known)
    : { notices: [], told: known };
  const guarded = guardNews(world, live, reached.told);
  const ending = endingNews(world, live, before?.endings ?? []);
  const record: AllowanceRecord = {
    kind: 'allowance',
    month,
    thresholds: guarded.told,
    endings: ending.told,
  };
  const notices = [
    ...unlessGuarded(reached.notices, guarded.notices),
    ...guarded.notices,
    ...ending.notices,
  ];
  const isKnown = notices.length === 0 && (before?.endings ?? []).length === record.endings.length;
  return [
    ...notices.map((notice): Mark => ({ mark: 'notice', notice })),
    ...(isKnown ? [] : [{ mark: 'allowance-told', record } as const]),
  ];
}
