/** Law 5: never more than the limits allow, over all invocations; no flapping in the cool-down. */
import { hours, minus } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, attemptOf, type Law, type OwnCall, sayCall, type Violation } from './law.ts';

export const limitsHold: Law = {
  number: 5,
  name: 'never more than the limits allow, and no flapping inside the cool-down',
  check: (history) => {
    const made = announced(history);
    const calls = made.map(([call]) => call);
    const stops = calls.filter(({ verb }) => verb === 'stop');
    const idle = made
      .filter(([{ verb }, known]) => verb === 'stop' && OF_SHARE.has(known?.target.rule ?? ''))
      .map(([call]) => call);
    return [
      ...overHour(history, calls),
      ...overPass(history, stops),
      ...overShare(history, idle),
      ...flapping(history, idle),
    ];
  },
};

const OF_SHARE: ReadonlySet<string> = new Set(['idle', 'guard']);

const inHourBefore = (calls: readonly OwnCall[], { at }: OwnCall): readonly OwnCall[] =>
  calls.filter((other) => other.at <= at && other.at > minus(at, hours(1)));

function overHour({ options }: History, calls: readonly OwnCall[]): readonly Violation[] {
  const { actionsPerHour } = options.policy.limits;
  return calls
    .filter((call) => inHourBefore(calls, call).length > actionsPerHour)
    .map((call) => ({ at: call.at, says: `${sayCall(call)} is over ${actionsPerHour} an hour` }));
}

/** An attempt may look again when it is asked to: each look is a pass with an intent of its own. */
function overPass(history: History, stops: readonly OwnCall[]): readonly Violation[] {
  const { stopsPerPass } = history.options.policy.limits;
  const lists = history.world.journal
    .of('read')
    .filter(({ operation }) => operation === 'ec2:DescribeInstances');
  const looks = Map.groupBy(stops, ({ actor, at }) => {
    const ended = lists.findLast(
      (read) =>
        read.at <= at &&
        read.actor.kind === 'invocation' &&
        attemptOf(read.actor) === attemptOf(actor),
    );
    return `${attemptOf(actor)} ${ended?.at}`;
  });
  return [...looks.values()]
    .filter((pass) => pass.length > stopsPerPass)
    .flatMap(([call]) =>
      call ? [{ at: call.at, says: `${sayCall(call)} is over ${stopsPerPass} stops a pass` }] : [],
    );
}

/** Of all that ran at some moment of the hour: what runs now, and what was stopped meanwhile. */
function overShare({ options, world }: History, idle: readonly OwnCall[]): readonly Violation[] {
  const { sharePercent, shareFloor } = options.policy.limits;
  const ran = ({ at }: OwnCall): number =>
    [...world.account.machines.values()].filter(({ runs }) =>
      runs.some((run) => run.from <= at && (run.to === null || run.to > minus(at, hours(1)))),
    ).length;
  const allowed = (call: OwnCall): number =>
    Math.max(shareFloor, Math.floor((ran(call) * sharePercent) / 100));
  return idle
    .filter((call) => inHourBefore(idle, call).length > allowed(call))
    .map((call) => ({
      at: call.at,
      says: `${sayCall(call)} is over ${sharePercent} % of the fleet`,
    }));
}

const tookEffect = ({ refused, answerLost, before }: OwnCall): boolean =>
  refused === null && !answerLost && before?.instance.state === 'running';

function flapping({ options }: History, idle: readonly OwnCall[]): readonly Violation[] {
  const { coolDown } = options.policy.limits;
  return idle
    .filter((call) =>
      idle.some(
        (other) =>
          other.on === call.on &&
          tookEffect(other) &&
          other.at < call.at &&
          other.at > minus(call.at, coolDown),
      ),
    )
    .map((call) => ({
      at: call.at,
      says: `${sayCall(call)} for the second time in the cool-down`,
    }));
}
