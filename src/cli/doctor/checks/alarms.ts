import { FREE_ALARM_METRICS, HEALTH_ALARMS } from '../../../lib/model/alarm.ts';
import type { Checkup } from '../../../lib/model/checkup.ts';
import { type Diagnosis, ok, warning } from '../diagnosis.ts';

export function checkAlarms({ alarmMetrics: used }: Pick<Checkup, 'alarmMetrics'>): Diagnosis {
  if (used === null) {
    return ok('alarms', [
      'The alarms were not counted: the policy wants none, or AWS did not show them.',
      '모든 리전의 경보를 세지 않았습니다. 정책이 원하지 않거나 AWS가 보여 주지 않았습니다.',
    ]);
  }
  const left = FREE_ALARM_METRICS - used;
  if (left >= 0) {
    return ok('alarms', [
      `${used} of the account's ${FREE_ALARM_METRICS} free alarms are used.`,
      `계정의 무료 경보 ${FREE_ALARM_METRICS}개 가운데 ${used}개를 쓰고 있습니다.`,
    ]);
  }
  return warning(
    'alarms',
    [
      `${used} alarm metrics in all Regions, ${FREE_ALARM_METRICS} are free: ${-left} cost about ` +
        `0.10 USD a month each. Of Tierkeeper's own, ${HEALTH_ALARMS} watch itself.`,
      `모든 리전의 경보 지표 ${used}개 가운데 ${FREE_ALARM_METRICS}개만 무료입니다. 나머지 ${-left}개는 한 달에 ` +
        `하나당 약 0.10 USD입니다. Tierkeeper 자신을 지켜보는 것이 ${HEALTH_ALARMS}개입니다.`,
    ],
    'aws cloudwatch describe-alarms --query MetricAlarms[].AlarmName',
  );
}
