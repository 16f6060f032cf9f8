/** Law 5: never more than the limits allow, over all invocations; no flapping in the cool-down. */
import { hours, minus } from '../../../src/lib/model/instant.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import { announced, attemptOf, type Law, type OwnCall, sayCall, type Violation } from './law.ts';

export const limitsHold: Law = {
  number: 5,
  name: 'never more than the limits allow, and no flapping inside the cool-down',
  check: (history) => {
    const calls = announced(history);
    const stops = calls.filter(([{ verb }]) => verb === 'stop');
    const idle = stops.filter(([, known]) => known?.target.rule === 'idle');
    return [
      ...overHour(
        history,
        calls.map(([call]) => call),
      ),
      ...overPass(
        history,
        stops.map(([call]) => call),
      ),
      ...overShare(
        history,
        idle.map(([call]) => call),
      ),
      ...flapping(
        history,
        idle.map(([call]) => call),
      ),
    ];
  },
};

const inHourBefore = (calls: readonly OwnCall[], { at }: OwnCall): readonly OwnCall[] =>
  calls.filter((other) => other.at <= at && other.at > minus(at, hours(1)));

function overHour({ options }: History, calls: readonly OwnCall[]): readonly Violation[] {
  const { actionsPerHour } = options.policy.limits;
  return calls
    .filter((call) => inHourBefore(calls, call).length > actionsPerHour)
    .map((call) => ({ at: call.at, says: `${sayCall(call)} is over ${actionsPerHour} an hour` }));
}

function overPass({ options }: History, stops: readonly OwnCall[]): readonly Violation[] {
  const { stopsPerPass } = options.policy.limits;
  const passes = Map.groupBy(stops, ({ actor }) => attemptOf(actor));
  return [...passes.values()]
    .filter((pass) => pass.length > stopsPerPass)
    .flatMap(([call]) =>
      call ? [{ at: call.at, says: `${sayCall(call)} is over ${stopsPerPass} stops a pass` }] : [],
    );
}

/** The fleet is no larger than all that exist: a loose bound, but one that a runaway breaks. */
function overShare({ options, world }: History, idle: readonly OwnCall[]): readonly Violation[] {
  const { sharePercent, shareFloor } = options.policy.limits;
  const fleet = new Set(world.journal.of('state').map(({ instanceId }) => instanceId));
  const all = Math.max(fleet.size, world.account.machines.size);
  const allowed = Math.max(shareFloor, Math.floor((all * sharePercent) / 100));
  return idle
    .filter((call) => inHourBefore(idle, call).length > allowed)
    .map((call) => ({
      at: call.at,
      says: `${sayCall(call)} is over ${sharePercent} % of the fleet`,
    }));
}

function flapping({ options }: History, idle: readonly OwnCall[]): readonly Violation[] {
  const { coolDown } = options.policy.limits;
  return idle
    .filter((call) =>
      idle.some(
        (other) =>
          other.on === call.on &&
          other.refused === null &&
          !other.answerLost &&
          other.at < call.at &&
          other.at > minus(call.at, coolDown) &&
          attemptOf(other.actor) !== attemptOf(call.actor),
      ),
    )
    .map((call) => ({
      at: call.at,
      says: `${sayCall(call)} for the second time in the cool-down`,
    }));
}
