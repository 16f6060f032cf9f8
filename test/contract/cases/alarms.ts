import { expect } from 'vitest';
import {
  type Alarm,
  type AlarmSpec,
  alarmNameFor,
  MANAGED_TAG,
} from '../../../src/lib/model/alarm.ts';
import { type ContractAccount, type ContractCase, itemsOf } from '../contract-account.ts';

async function specFor(account: ContractAccount): Promise<AlarmSpec> {
  const instanceId = await account.launch({ name: 'web' });
  const times = { periodSeconds: 300, evaluationPeriods: 12 };
  return { name: alarmNameFor(instanceId), watch: { instanceId, belowPercent: 3, ...times } };
}

const listed = async ({ alarms }: ContractAccount): Promise<readonly Alarm[]> =>
  itemsOf(await alarms.list());

const HOME = 'ap-northeast-2';
const ACCEPTED = { accepted: true };

export const alarmCases: readonly ContractCase[] = [
  {
    name: 'an alarm of ours is listed as it was put, and known by its tag',
    async run(account) {
      const spec = await specFor(account);
      expect(await account.alarms.put(spec)).toEqual(ACCEPTED);
      expect(await listed(account)).toEqual([
        { ...spec, region: HOME, freeMetrics: 1, managed: true },
      ]);
    },
  },
  {
    name: 'an alarm that is put again is the same alarm with other settings, and stays ours',
    async run(account) {
      const spec = await specFor(account);
      await account.alarms.put(spec);
      const watch = { ...spec.watch, belowPercent: 5, periodSeconds: 3600, evaluationPeriods: 48 };
      expect(await account.alarms.put({ ...spec, watch })).toEqual(ACCEPTED);
      expect(await listed(account)).toMatchObject([{ name: spec.name, watch, managed: true }]);
    },
  },
  {
    name: 'an alarm that is removed is gone, and so is one that never was',
    async run(account) {
      const spec = await specFor(account);
      await account.alarms.put(spec);
      expect(await account.alarms.remove([spec.name])).toEqual(ACCEPTED);
      expect(await account.alarms.remove(['tierkeeper-nothing'])).toEqual(ACCEPTED);
      expect(await listed(account)).toEqual([]);
    },
  },
  {
    name: 'what the owner made is not ours, also where it has our name or the tag of others',
    async run(account) {
      await account.putAlarm({ name: 'disk-full' });
      await account.putAlarm({ name: 'tierkeeper-by-hand' });
      const tags = { [MANAGED_TAG]: '999999999999/ap-northeast-2' };
      await account.putAlarm({ name: 'tierkeeper-copied', tags });
      const ours = { [MANAGED_TAG]: '123456789012/ap-northeast-2' };
      await account.putAlarm({ name: 'copied', tags: ours });
      const alarms = await listed(account);
      expect(alarms.map(({ name }) => name).toSorted()).toEqual([
        'copied',
        'disk-full',
        'tierkeeper-by-hand',
        'tierkeeper-copied',
      ]);
      expect(alarms.map(({ managed, watch }) => [managed, watch])).toEqual(
        alarms.map(() => [false, null]),
      );
    },
  },
  {
    name: 'alarms of all Regions are listed, each with the metrics that it uses up',
    async run(account) {
      await account.putAlarm({ name: 'here' });
      await account.putAlarm({ name: 'there', region: 'eu-west-1', metrics: 3 });
      const alarms = await listed(account);
      expect(
        alarms.map(({ name, region, freeMetrics }) => [name, region, freeMetrics]).toSorted(),
      ).toEqual([
        ['here', HOME, 1],
        ['there', 'eu-west-1', 3],
      ]);
    },
  },
];
