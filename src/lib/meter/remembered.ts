/** What the ledger knows of runs that AWS shows no more, as the meter reads it. */
import type { GoneInstance, InstanceRecord } from '../model/instance-record.ts';
import type { MeteredAddress, MeteredInstance } from '../model/metered-usage.ts';

export interface Remembered {
  /** Where the instances are, or were. */
  readonly region: string;
  readonly records: readonly InstanceRecord[];
  readonly gone: readonly GoneInstance[];
}

type Past = Pick<GoneInstance, 'instanceId' | 'type' | 'platform' | 'runs'>;

/** A crash may have left an instance in both: it counts once. */
function remembered({ records, gone }: Remembered): readonly Past[] {
  const known = new Set(records.map(({ instanceId }) => instanceId));
  return [
    ...records.map(({ instanceId, sighting, runs = [] }) => {
      const { type, billedAs = { type, platform: 'linux' as const } } = sighting;
      return { instanceId, ...billedAs, runs };
    }),
    ...gone.filter(({ instanceId }) => !known.has(instanceId)),
  ];
}

/** The runs that ended of every instance, shown or not. */
export const pastOf = (of: Remembered): readonly MeteredInstance[] =>
  remembered(of).map(({ instanceId: id, type, platform, runs }) => ({
    ...{ id, type, region: of.region, platform, runs },
    schedule: null,
  }));

/** Automatic addresses of those runs: a stop frees them, and their hours stay. */
export const pastAddresses = (of: Remembered): readonly MeteredAddress[] =>
  remembered(of).flatMap(({ instanceId: id, runs }) =>
    runs.flatMap(({ from, to, addresses = 0 }) =>
      Array.from({ length: addresses }, () => ({
        ...({ id, region: of.region, kind: 'auto', isInUse: true, instanceId: null } as const),
        ...{ from, to },
      })),
    ),
  );
