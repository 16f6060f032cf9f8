/** A history day by day: what happened in each, and what it saved, as soon as the day is over. */
import { days, type Instant, plus } from '../../lib/model/instant.ts';
import { type MicroUsd, microUsd } from '../../lib/model/money.ts';
import type { Both } from './company.ts';
import { type Happening, tellerOf } from './story.ts';

export interface Day {
  readonly from: Instant;
  readonly happenings: readonly Happening[];
  /** What the day would have cost more without Tierkeeper. */
  readonly savedMicroUsd: MicroUsd;
}

export async function* playDays(both: Both, count: number): AsyncGenerator<Day, void> {
  const teller = tellerOf(both.with.world.journal);
  for (let day = 0; day < count; day += 1) {
    const from = plus(both.with.from, days(day));
    const until = plus(from, days(1));
    await both.without.run(until);
    await both.with.run(until);
    const [cost, costWithout] = [both.with, both.without].map(({ world, options }) =>
      Number(world.bill(options.prices, from, until).totalMicroUsd),
    );
    const savedMicroUsd = microUsd((costWithout ?? 0) - (cost ?? 0));
    yield { from, happenings: teller.hearMore(), savedMicroUsd };
  }
}
