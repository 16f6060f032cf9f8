/** What would be decided if one thing were not there: decided anew, with just that removed. */
import { caseOf } from '../../lib/decide/case.ts';
import { alwaysSo } from '../../lib/decide/modes.ts';
import { worldOf } from '../../lib/decide/world.ts';
import { complete } from '../../lib/model/family.ts';
import type { Instance } from '../../lib/model/instance.ts';
import type { InstanceRecord, Warning } from '../../lib/model/instance-record.ts';
import type { Instant } from '../../lib/model/instant.ts';
import type { Hold, Memory } from '../../lib/model/ledger.ts';
import { ACTING_RULES, type ActingRule, type Modes } from '../../lib/model/policy.ts';
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
  /** Of one rule; null: of all. */
  | { readonly kind: 'observe'; readonly rule: ActingRule | null };

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
  a.every(({ at, verdict, told }, index) => {
    const other = b[index];
    return other?.at === at && other.verdict === verdict && other.told === told;
  });

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
const POWER_TAGS = [TAG.ignore, TAG.keep, TAG.schedule, TAG.idle, TAG.holdUntil, TAG.priority];

/** Those of other tools, as they are written on the instance, count where the policy reads them. */
function powerTagsOf({ policy }: Situation, { tags }: Instance): readonly string[] {
  const { c7n, instanceScheduler } = policy.dialects;
  const offhours = c7n?.tag.toLowerCase();
  const scheduler = instanceScheduler?.tag;
  const foreign = Object.keys(tags).filter(
    (key) => key.toLowerCase() === offhours || key === scheduler,
  );
  return [...POWER_TAGS, ...foreign];
}

const tagsOf = (situation: Situation, instance: Instance): readonly Removal[] =>
  powerTagsOf(situation, instance).flatMap((tag): readonly Removal[] => {
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

function acting(situation: Situation, modes: Modes): Situation {
  const policy = { ...situation.policy, mode: 'act' as const, modes };
  const { control } = situation.snapshot.memory;
  const lifted = control && { ...control, mode: null };
  return remembering(
    { ...situation, policy },
    { control: lifted, activation: alwaysSo(policy, 'act') },
  );
}

const lowered = (situation: Situation): readonly Removal[] =>
  ACTING_RULES.filter((rule) => situation.policy.modes[rule] === 'observe').map((rule) => [
    { kind: 'observe', rule },
    acting(situation, { ...situation.policy.modes, [rule]: 'act' }),
  ]);

function accountOf(situation: Situation): readonly Removal[] {
  const { snapshot, policy } = situation;
  const { control } = snapshot.memory;
  const removals: Removal[] = [];
  if (control?.paused) {
    // What begins anew would answer another question.
    const activation = alwaysSo(policy, control.mode ?? policy.mode);
    const resumed = { control: { ...control, paused: false }, activation };
    removals.push([{ kind: 'pause' }, remembering(situation, resumed)]);
  }
  if (policy.mode === 'observe' || control?.mode === 'observe') {
    removals.push([{ kind: 'observe', rule: null }, acting(situation, policy.modes)]);
  } else {
    removals.push(...lowered(situation));
  }
  if (snapshot.confirmedRecipient !== true) {
    const confirmed = { ...snapshot, confirmedRecipient: true };
    removals.push([{ kind: 'nobody-to-warn' }, { ...situation, snapshot: confirmed }]);
  }
  return removals;
}
