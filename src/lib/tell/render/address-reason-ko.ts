/** Whose an address is, in Korean. */
import type { ReasonCatalogue } from './catalogue.ts';
import { someKo } from './list.ts';
import { costsKo } from './monthly.ts';
import { particle } from './particle.ts';
import { stateKo } from './term-ko.ts';

export const ADDRESS_REASONS_KO = {
  'address-in-place': ({ publicIp }, say) =>
    `주소 ${particle(say.data(publicIp), '이/가')} 연결되어 있습니다.`,
  'address-lost': ({ allocationId, publicIp }, say) =>
    `태그에 적힌 주소 ${particle(`${say.data(publicIp)}(${say.data(allocationId)})`, '이/가')} ` +
    '연결되어 있지 않습니다.',
  'address-waits': ({ declared, state }, say) =>
    `주소(${say.data(declared)})는 실행 중일 때 연결합니다(지금은 ${stateKo(state, say)}).`,
  'address-unknown': ({ declared }, say) =>
    `태그에 적힌 주소 ${particle(say.data(declared), '은/는')} 이 리전에 없습니다` +
    '(반납되었거나 처음부터 없던 주소입니다).',
  'address-elsewhere': ({ publicIp, holder: other }, say) =>
    `주소 ${particle(say.data(publicIp), '은/는')} ${say.data(other)}에 있습니다. ` +
    `Tierkeeper는 남의 주소를 빼앗지 않습니다.`,
  'address-claimed-twice': ({ declared, claimants }, say) =>
    `${someKo(claimants.map((one) => say.data(one, 40)))}의 태그에 같은 주소 ` +
    `${particle(say.data(declared), '이/가')} 적혀 있어, 어디에도 연결하지 않습니다.`,
  'address-occupied': ({ declared, publicIp }, say) =>
    `이미 탄력적 IP ${particle(say.data(publicIp), '이/가')} 있어 ${particle(say.data(declared), '을/를')} ` +
    `연결하지 않습니다.`,
  'address-no-interface': ({ declared }, say) =>
    `주소 ${particle(say.data(declared), '을/를')} 연결할 네트워크 인터페이스가 없습니다.`,
  'address-border-group': ({ publicIp, group, zone }, say) =>
    `주소 ${particle(say.data(publicIp), '은/는')} 네트워크 경계 그룹이 ${say.data(group)}입니다. ` +
    `그래서 ${say.data(zone)}의 인스턴스에는 AWS가 연결해 주지 않습니다. 다른 주소가 필요합니다.`,
  'address-managed': ({ declared, by }, say) =>
    `네트워크 인터페이스를 ${particle(say.data(by), '이/가')} 관리하고 있어 AWS가 다른 주소` +
    `(${say.data(declared)})를 연결하지 못하게 합니다.`,
  'pool-empty': ({ pool }, say) =>
    `주소 풀 "${say.data(pool)}"에 남은 주소가 없습니다. 리전마다 다섯 개까지이고, ` +
    '더 필요하면 Service Quotas에서 늘려야 합니다.',
  'address-left': ({ publicIp, instance, monthlyMicroUsd, successor }, say) =>
    `종료된 ${say.data(instance, 40)}에 있던 탄력적 IP ${particle(say.data(publicIp), '을/를')} ` +
    `쓰는 곳이 없는데 ${costsKo(monthlyMicroUsd, say)}.` +
    (successor === null ? '' : ` 이제 ${say.data(successor, 40)}에 연결할 주소일 수 있습니다.`),
  'address-settled': ({ publicIp }, say) =>
    `주소 ${particle(say.data(publicIp), '이/가')} 다시 쓰이거나 반납되었습니다.`,
} satisfies Partial<ReasonCatalogue>;
