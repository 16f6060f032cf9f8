/** Alarms: ours on an instance as the default policy has it, and the owner's. */
import { type Alarm, alarmNameFor, type LowCpuWatch } from '../../src/lib/model/alarm.ts';
import { instanceId } from './ids.ts';

export const watch = (number = 1): LowCpuWatch => ({
  instanceId: instanceId(number),
  belowPercent: 3,
  periodSeconds: 300,
  evaluationPeriods: 12,
});

export const ourAlarm = (number = 1, overrides: Partial<Alarm> = {}): Alarm => ({
  name: alarmNameFor(instanceId(number)),
  region: 'ap-northeast-2',
  freeMetrics: 1,
  managed: true,
  watch: watch(number),
  ...overrides,
});

export const ownersAlarm = (name: string, overrides: Partial<Alarm> = {}): Alarm => ({
  name,
  region: 'ap-northeast-2',
  freeMetrics: 1,
  managed: false,
  watch: null,
  ...overrides,
});
