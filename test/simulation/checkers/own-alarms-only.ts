/** Law 9 for alarms: none is changed or deleted but those that the product made itself. */
import { toIso } from '../../../src/lib/model/instant.ts';
import { type Law, type OwnAlarmCall, ownAlarmCalls } from './law.ts';

export const ownAlarmsOnly: Law = {
  number: 9,
  name: 'no alarm of anybody else is changed or deleted',
  check: (history) =>
    ownAlarmCalls(history)
      .filter(isForeign)
      .map(({ at, actor, verb, name }) => ({
        at,
        says: `${toIso(at)} ${actor.lambda} ${verb} alarm ${name}, which is not ours`,
      })),
};

/** A new one must have a name of ours; nothing that was there may be anybody else's. */
const isForeign = ({ managedBefore, name }: OwnAlarmCall): boolean =>
  managedBefore === null ? !name.startsWith('tierkeeper-') : !managedBefore;
