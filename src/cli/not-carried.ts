/** What the definition of a schedule asks for in the words of another tool, and does not get. */
import type { NotCarried } from '../lib/model/dialect.ts';
import type { Language } from '../lib/model/policy.ts';

export const NOT_CARRIED: Readonly<Record<Language, Readonly<Record<NotCarried, string>>>> = {
  en: {
    'override-status':
      'overrideStatus has no edge: nothing is stopped or started for it, and what runs or is ' +
      'stopped stays so.',
    'maintenance-window':
      'ssmMaintenanceWindow is not read: nothing is started for a maintenance window.',
    'stop-new-instances':
      'stopNewInstances is not carried over: what is first seen running outside its periods is ' +
      'stopped at the next stop edge, not at once.',
    hibernate: 'hibernate is not carried over: its stops are plain stops.',
    'instance-type': 'The instance type behind "@" is not carried over: nothing is resized.',
    'enforced-any':
      'Where a period with one time alone wants nothing, Instance Scheduler leaves be; here ' +
      'enforced holds the state of the last edge.',
  },
  ko: {
    'override-status':
      'overrideStatus에는 시각이 없어 그것 때문에 중지하거나 시작하지 않고, 있는 상태 그대로 둡니다.',
    'maintenance-window':
      'ssmMaintenanceWindow는 읽지 않습니다. 유지 관리 기간이라고 시작하지 않습니다.',
    'stop-new-instances':
      'stopNewInstances는 옮기지 않습니다. 처음 보았을 때 기간 밖에서 켜져 있던 것은 ' +
      '다음 중지 시각에 중지합니다.',
    hibernate: 'hibernate는 옮기지 않습니다. 최대 절전 없이 중지합니다.',
    'instance-type': '"@" 뒤의 인스턴스 유형은 옮기지 않습니다. 크기를 바꾸지 않습니다.',
    'enforced-any':
      '시각이 하나뿐인 기간이 아무것도 정하지 않는 동안 Instance Scheduler는 그대로 두지만, ' +
      '여기서는 enforced가 마지막 시각의 상태를 지킵니다.',
  },
};
