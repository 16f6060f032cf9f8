/** Law 8: observing changes nothing outside our own stack. */
import { type Instant, minus, seconds, toIso } from '../../../src/lib/model/instant.ts';
import { ACTING_RULES } from '../../../src/lib/model/policy.ts';
import type { History } from '../../../src/lib/wiring/history.ts';
import {
  type AnnouncedCall,
  type Announcement,
  announced,
  type Law,
  ownAlarmCalls,
  sayCall,
  switchesIn,
} from './law.ts';

/** From the re-check to the call: a switch that is thrown then comes too late. */
const UNKNOWABLE = seconds(2);

export const observeTouchesNothing: Law = {
  number: 8,
  name: 'observe changes nothing outside our own stack',
  check: (history: History) => {
    const switches = switchesIn(history);
    const isObserved = ([call, known]: AnnouncedCall): boolean =>
      isObserving(history, switches, call.at) || isLowered(history, known);
    const power = announced(history)
      .filter(isObserved)
      .map(([call]) => ({ at: call.at, says: `${sayCall(call)} while observing` }));
    const alarms = ownAlarmCalls(history)
      .filter(({ at }) => isObserving(history, switches, at))
      .map(({ at, actor, verb, name }) => ({
        at,
        says: `${toIso(at)} ${actor.lambda} ${verb} alarm ${name} while observing`,
      }));
    return [...power, ...alarms];
  },
};

/** The rule alone observes, by the policy. */
function isLowered({ options }: History, known: Announcement | undefined): boolean {
  const { modes } = options.policy;
  return ACTING_RULES.some((rule) => rule === known?.target.rule && modes[rule] === 'observe');
}

/** By the policy, or lowered to it by the owner's switch in the ledger. */
function isObserving(
  { options }: History,
  switches: ReturnType<typeof switchesIn>,
  at: Instant,
): boolean {
  const known = minus(at, UNKNOWABLE);
  const switched = switches.findLast(({ at: when }) => when <= known);
  const lowered =
    switched?.change === 'put' &&
    switched.item?.kind === 'control' &&
    switched.item.mode === 'observe';
  return options.policy.mode === 'observe' || lowered;
}
