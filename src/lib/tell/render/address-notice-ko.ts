/** Addresses, in Korean. */
import { type AddressWords, addressNotices } from './address-notice.ts';
import { particle } from './particle.ts';
import { reasonKo } from './reason-ko.ts';

const WORDS: AddressWords = {
  reason: reasonKo,
  titles: {
    restored: (name, publicIp) => `${name}에 주소 ${particle(publicIp, '을/를')} 다시 연결했습니다`,
    missing: (name) => `${name}에 주소를 연결하지 못했습니다`,
    left: (name) => `${particle(name, '은/는')} 없어졌지만 주소 요금은 계속 나갑니다`,
  },
  restored: (allocationId) => [
    `태그에 적힌 주소(${allocationId})이고, 쓰는 곳이 없었습니다.`,
    '연결한다고 요금이 더 나오지는 않습니다.',
  ],
  labels: {
    dropClaim: '더 이상 연결하지 않게 하려면:',
    show: '내 주소를 확인하려면:',
    giveTo: (successor) =>
      `${particle(successor, '이/가')} 대신하는 인스턴스라면 이렇게 연결하세요:`,
    release: 'AWS에 반납하려면(같은 주소는 다시 받을 수 없습니다):',
    keep: '남겨 두고 알림을 그만 받으려면:',
  },
};

export const ADDRESS_NOTICES_KO = addressNotices(WORDS);
