import type { StateReasonCode } from '../../model/state-reason.ts';

/** What AWS's state reason means, and what can be done about it. */
export const STATE_REASONS_KO: Readonly<Record<StateReasonCode, string>> = {
  'Client.InternalError':
    '주로 디스크를 암호화한 KMS 키를 쓸 권한이 없을 때 생깁니다. 시작하는 쪽에 그 키의 ' +
    'kms:CreateGrant 권한을 주세요.',
  'Client.InvalidKMSKey':
    '디스크를 암호화한 KMS 키가 비활성화되었거나 삭제될 예정이거나, 시작하는 쪽에 쓸 권한이 없습니다.',
  'Client.InvalidSnapshot.NotFound': '디스크를 만들 스냅샷이 없습니다.',
  'Client.VolumeLimitExceeded':
    'EBS 볼륨의 개수나 용량 할당량을 모두 썼습니다. 볼륨을 지우거나 Service Quotas에서 늘려 달라고 하세요.',
  'Client.InstanceInitiatedShutdown': '인스턴스 안에서 운영 체제를 껐습니다.',
  'Client.InstanceTerminated': '이미지를 만드는 동안 종료되었거나 재부팅되었습니다.',
  'Client.UserInitiatedHibernate': '누군가 최대 절전 모드로 중지했습니다.',
  'Client.UserInitiatedShutdown': '누군가 중지했습니다.',
  'Server.InsufficientInstanceCapacity':
    '지금은 이 가용 영역에 이 유형의 자리가 없습니다. 나중에 다시 시도하거나, 중지된 동안 다른 유형으로 바꾸세요.',
  'Server.InternalError': '시작하는 동안 AWS에 내부 오류가 있었습니다. 다시 시도하세요.',
  'Server.ScheduledStop':
    '하드웨어 교체 때문에 AWS가 중지했습니다. 시작하면 다른 하드웨어에서 켜집니다.',
  'Server.SpotInstanceShutdown': 'AWS가 스팟 용량을 거두어 가며 중지했습니다.',
  'Server.SpotInstanceTermination': 'AWS가 스팟 용량을 거두어 가며 종료했습니다.',
};
