/** What would be decided if one thing were not there: decided anew, with just that removed. */
import { caseOf } from '../../lib/decide/case.ts';
import { worldOf } from '../../lib/decide/world.ts';
import { complete } from '../../lib/model/family.ts';
import type { Instance } from '../../lib/model/instance.ts';
import { type Instant, instant } from '../../lib/model/instant.ts';
import type { Hold, InstanceRecord, Memory, Warning } from '../../lib/model/ledger.ts';
import { TAG, type Tags, tagOf } from '../../lib/model/tag.ts';
import { forecast, type Happening } from './forecast.ts';
import type { Situation } from './situation.ts';

/** Something that somebody could take away. */
export type Thing =
  | { readonly kind: 'hold'; readonly hold: Hold }
  | { readonly kind: 'tag'; readonly tag: string; readonly value: string }
  | { readonly kind: 'warning'; readonly warning: Warning }
  | { readonly kind: 'schedule'; readonly schedule: string }
  | { readonly kind: 'stop-protection'; readonly seenAt: Instant }
  | { readonly kind: 'nobody-to-warn' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'observe' };

/** What would come instead; empty: nothing would. */
export interface Otherwise {
  readonly without: Thing;
  readonly happenings: readonly Happening[];
}

export function otherwise(
  situation: Situation,
  instance: Instance,
  actual: readonly Happening[],
): readonly Otherwise[] {
  return [
    ...holdsOf(situation, instance),
    ...tagsOf(situation, instance),
    ...recordOf(situation, instance),
    ...scheduleOf(situation, instance),
    ...accountOf(situation),
  ]
    .map(([without, changed]) => ({ without, happenings: forecast(changed, instance.id) }))
    .filter(({ happenings }) => !isSame(happenings, actual));
}

const isSame = (a: readonly Happening[], b: readonly Happening[]): boolean =>
  a.length === b.length &&
  a.every(({ at, verdict }, index) => b[index]?.at === at && b[index]?.verdict === verdict);

type Removal = readonly [Thing, Situation];

const remembering = (situation: Situation, memory: Partial<Memory>): Situation => ({
  ...situation,
  snapshot: {
    ...situation.snapshot,
    memory: { ...situation.snapshot.memory, ...memory },
  },
});

function holdsOf(situation: Situation, { id }: Instance): readonly Removal[] {
  const { holds } = situation.snapshot.memory;
  return holds
    .filter(({ instanceId }) => instanceId === id)
    .map((hold) => [
      { kind: 'hold', hold },
      remembering(situation, { holds: holds.filter((one) => one !== hold) }),
    ]);
}

/** Those that power decisions read. */
const POWER_TAGS = [TAG.ignore, TAG.keep, TAG.schedule, TAG.idle, TAG.holdUntil];

const tagsOf = (situation: Situation, instance: Instance): readonly Removal[] =>
  POWER_TAGS.flatMap((tag): readonly Removal[] => {
    const value = tagOf(instance.tags, tag);
    if (value === undefined) return [];
    const { [tag]: _, ...others } = instance.tags;
    return [[{ kind: 'tag', tag, value }, tagged(situation, instance, others)]];
  });

function tagged(situation: Situation, { id }: Instance, tags: Tags): Situation {
  const { instances } = situation.snapshot;
  if (!instances.complete) return situation;
  const changed = instances.items.map((one) => (one.id === id ? { ...one, tags } : one));
  return { ...situation, snapshot: { ...situation.snapshot, instances: complete(changed) } };
}

function recordOf(situation: Situation, { id }: Instance): readonly Removal[] {
  const { instances } = situation.snapshot.memory;
  const record = instances.find(({ instanceId }) => instanceId === id);
  if (!record) return [];
  const changed = (change: Partial<InstanceRecord>): Situation =>
    remembering(situation, {
      instances: instances.map((one) => (one === record ? { ...one, ...change } : one)),
    });
  const { warnings, protectedAt: seenAt } = record;
  return [
    ...warnings.map((warning): Removal => {
      const others = warnings.filter((one) => one !== warning);
      return [{ kind: 'warning', warning }, changed({ warnings: others })];
    }),
    ...(seenAt === null
      ? []
      : [[{ kind: 'stop-protection', seenAt }, changed({ protectedAt: null })] as const]),
  ];
}

function scheduleOf(situation: Situation, instance: Instance): readonly Removal[] {
  const { snapshot, policy, prices } = situation;
  const choice = caseOf(worldOf(snapshot, policy, prices), instance).schedule;
  if (choice.kind !== 'schedule') return [];
  const tags = { ...instance.tags, [TAG.schedule]: 'none' };
  const thing = { kind: 'schedule', schedule: choice.schedule.name } as const;
  return [[thing, tagged(situation, instance, tags)]];
}

/** As if it had always been so: what begins anew would answer another question. */
const ALWAYS_ACTED = { kind: 'activation', mode: 'act', since: instant(0) } as const;

function accountOf(situation: Situation): readonly Removal[] {
  const { snapshot, policy } = situation;
  const { control } = snapshot.memory;
  const removals: Removal[] = [];
  if (control?.paused) {
    const activation = { ...ALWAYS_ACTED, mode: control.mode ?? policy.mode };
    const resumed = { control: { ...control, paused: false }, activation };
    removals.push([{ kind: 'pause' }, remembering(situation, resumed)]);
  }
  if (policy.mode === 'observe' || control?.mode === 'observe') {
    const acting = { ...situation, policy: { ...policy, mode: 'act' as const } };
    const lifted = { control: control && { ...control, mode: null }, activation: ALWAYS_ACTED };
    removals.push([{ kind: 'observe' }, remembering(acting, lifted)]);
  }
  if (snapshot.confirmedRecipient !== true) {
    const confirmed = { ...snapshot, confirmedRecipient: true };
    removals.push([{ kind: 'nobody-to-warn' }, { ...situation, snapshot: confirmed }]);
  }
  return removals;
}
