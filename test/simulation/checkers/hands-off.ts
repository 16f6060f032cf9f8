/** Law 4: no power action on what is not ours, protected or held, whatever goes wrong. */
import {
  type Instant,
  minus,
  minutes,
  parseInstant,
  seconds,
} from '../../../src/lib/model/instant.ts';
import type { Tags } from '../../../src/lib/model/tag.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { type Law, type OwnCall, ownCalls, sayCall, type Violation } from './law.ts';

/** Between the re-check and the call lie a few calls; a hold of that moment cannot be known. */
const UNKNOWABLE = seconds(10);
/** Tags are read when a pass begins; a pass takes no longer than its function may run. */
const PASS = minutes(2);

const FOREIGN = ['aws:autoscaling:groupName', 'aws:ec2:fleet-id', 'aws:ec2spot:fleet-request-id'];
const OFF = ['tierkeeper:ignore', 'tierkeeper:keep'];

export const handsOff: Law = {
  number: 4,
  name: 'no power action on what is not ours, protected or held',
  check: (history) =>
    ownCalls(history)
      .filter(({ verb }) => verb === 'stop' || verb === 'start')
      .flatMap((call) => objections(history, call)),
};

function objections(history: History, call: OwnCall): readonly Violation[] {
  const { before, refused } = call;
  if (before === null) return [];
  const { instance, stopProtected, holds } = before;
  const tags = tagsAt(history, call.on, minus(call.at, PASS)) ?? instance.tags;
  const held = holds.some(
    (hold) =>
      hold.at < minus(call.at, UNKNOWABLE) &&
      hold.want !== (call.verb === 'stop' ? 'stopped' : 'running'),
  );
  const spot = instance.lifecycle === 'spot' && refused?.code === 'unsupported';
  const found = [
    ...[...FOREIGN, ...OFF].filter((tag) => tag in tags && tag in instance.tags),
    ...(holdsUntil(tags, instance.tags, call.at) ? ['tierkeeper:hold-until'] : []),
    ...(held ? ['a hold in the ledger'] : []),
    ...(stopProtected && call.verb === 'stop' && refused === null ? ['DisableApiStop'] : []),
    ...(instance.operator.managed ? ['Operator.Managed'] : []),
    ...(instance.rootDevice === 'instance-store' ? ['an instance-store root'] : []),
    ...(spot ? ['a one-time spot request'] : []),
  ];
  return found.map((what) => ({ at: call.at, says: `${sayCall(call)} in spite of ${what}` }));
}

/** Both before the pass and at the call: what came or went meanwhile is nobody's fault. */
function holdsUntil(earlier: Tags, now: Tags, at: Instant): boolean {
  const ends = [earlier, now].map((tags) => parseInstant(tags['tierkeeper:hold-until'] ?? ''));
  return ends.every((end) => end !== undefined && end > at);
}

/** The tags as they were at an instant; undefined where nobody has changed them since. */
function tagsAt({ world }: History, id: string, at: Instant): Tags | undefined {
  const changes = world.journal.of('tags').filter((entry) => entry.on === id);
  const last = changes.findLast((entry) => entry.at <= at);
  return last?.tags ?? (changes.length > 0 ? {} : undefined);
}
