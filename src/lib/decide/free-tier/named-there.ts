/** What instances of other Regions are called in messages: where they are is half of it. */
import type { MeteredUsage } from '../../model/metered-usage.ts';

/** A message cuts longer ones, and the Region must not be what is lost. */
const MOST_LETTERS = 24;

/** `batch (us-west-2)`, by id. */
export const namedThere = (
  { instances }: Pick<MeteredUsage, 'instances'>,
  home: string,
): ReadonlyMap<string, string> =>
  new Map(
    instances
      .filter(({ region }) => region !== home)
      .map(({ id, region, name = id }) => {
        const letters = [...name].slice(0, MOST_LETTERS).join('');
        return [id, `${letters} (${region})`];
      }),
  );
