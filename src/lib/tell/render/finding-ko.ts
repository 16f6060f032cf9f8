/** What each finding of the daily sweep is, in Korean. */
import type { Finding, FindingFacts } from '../../model/finding.ts';
import type { MicroUsd } from '../../model/money.ts';
import { type FamilyCatalogue, type FindingCatalogue, findingIn } from './catalogue.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

export const FAMILIES_KO: FamilyCatalogue = {
  instances: '인스턴스',
  volumes: '볼륨',
  addresses: '탄력적 IP',
  databases: '데이터베이스',
  snapshots: '스냅샷',
  images: 'AMI',
  natGateways: 'NAT 게이트웨이',
  loadBalancers: '로드 밸런서',
  clusters: 'EKS 클러스터',
  searchDomains: 'OpenSearch 도메인',
  lightsail: 'Lightsail',
  endpoints: 'SageMaker 엔드포인트',
  studioApps: 'SageMaker Studio 앱',
  notebooks: 'SageMaker 노트북',
  starts: '인스턴스 시작 기록',
  reserved: '예약 인스턴스',
  savingsPlans: 'Savings Plans',
  regions: '리전',
};

const FINDINGS_KO: FindingCatalogue = {
  'instance-elsewhere': ({ facts, since, id, name }, say) =>
    `${say.data(facts.type)} ${named(id, name, say)}${starter(facts, say)}: ` +
    `${since === null ? '' : `${say.day(since)}부터 `}실행 중인데 관리하는 곳이 없음`,
  'unattached-volume': ({ facts, id, name }, say) =>
    `볼륨 ${named(id, name, say)}, ${say.data(facts.type)} ${say.count(facts.sizeGiB)}GiB, ` +
    '아무 데도 연결되지 않음',
  'stopped-instance': ({ facts, since, id, name }, say) =>
    `${say.data(facts.type)} ${named(id, name, say)}: ` +
    `${since === null ? '' : `${say.day(since)}부터 `}중지된 채 ` +
    `${hanging(facts, say)} 요금이 나감`,
  'gp2-volume': ({ facts, id, name }, say) =>
    `볼륨 ${named(id, name, say)}, gp2 ${say.count(facts.sizeGiB)}GiB: gp3` +
    `(${say.count(facts.iops)} IOPS, ${say.count(facts.throughputMiBps)}MiB/s)로 바꾸면 그만큼 쌈`,
  'orphan-snapshot': ({ facts, id, name }, say) =>
    `${say.day(facts.startedAt)}의 스냅샷 ${named(id, name, say)}, ` +
    `최대 ${say.measure(facts.fullGiB)}GiB: 볼륨은 이미 없고 쓰는 AMI도 없음`,
  'old-image': ({ facts, since, id, name }, say) =>
    `${say.day(facts.createdAt)}의 AMI ${named(id, name, say)}: ` +
    `${since === null ? '한 번도 시작하지 않았고' : `${say.day(since)} 뒤로 쓰지 않았고`} ` +
    `스냅샷 ${facts.snapshots}개(최대 ${say.measure(facts.fullGiB)}GiB)가 남아 있음`,
  'idle-nat-gateway': ({ facts, id, name }, say) =>
    `NAT 게이트웨이 ${named(id, name, say)}` +
    `${facts.addresses === 0 ? '' : `(주소 ${facts.addresses}개)`}, 하루 동안 나간 것이 없음`,
  'empty-load-balancer': ({ facts, id }, say) =>
    `${LOAD_BALANCERS[facts.type]} ${say.data(id)}, 대상이 없음(리디렉션만 하면 없어도 됨)`,
  'idle-address': ({ facts, id, name }, say) =>
    `탄력적 IP ${say.data(facts.publicIp)}(${named(id, name, say)}), 연결된 곳이 없음`,
  'database-running': ({ facts, since, id }, say) =>
    `RDS ${say.data(id)}(${say.data(facts.engine)}, ${say.data(facts.instanceClass)}): ` +
    `${since === null ? '' : `${say.day(since)}부터 `}실행 중`,
  'database-stopped': ({ facts, id }, say) =>
    `RDS ${say.data(id)}(${say.data(facts.engine)}, ${say.data(facts.instanceClass)}): ` +
    '중지되어 있지만 스토리지 요금이 나가고, ' +
    `${facts.restartsAt === null ? '7일 뒤' : say.instant(facts.restartsAt)}에 AWS가 다시 시작함`,
  cluster: ({ facts, since, id }, say) =>
    `EKS 클러스터 ${say.data(id)}(Kubernetes ${say.data(facts.version)})` +
    `${since === null ? '' : `, ${say.day(since)}부터`}: 컨트롤 플레인만의 요금` +
    `${facts.support === 'extended' ? '이며, 연장 지원이라 더 비쌈' : ''}`,
  'search-domain': ({ facts, id }, say) =>
    `OpenSearch 도메인 ${say.data(id)}, ${say.data(facts.type)} ${say.count(facts.count)}대: ` +
    '중지할 수 없고 삭제만 할 수 있음',
  'idle-endpoint': ({ facts, id }, say) =>
    `SageMaker 엔드포인트 ${say.data(id)}, ${machines(facts, say)}${anHour(facts, say)}: ` +
    `${say.day(facts.createdAt)}에 만들었고 하루 동안 호출이 없음`,
  'studio-app': ({ facts, since }, say) =>
    `SageMaker Studio ${say.data(facts.appType)} ${say.data(facts.appName)}, ` +
    `${OWNERS_KO[facts.owner.kind]} ${say.data(facts.owner.name)}` +
    `${facts.instanceType === null ? '' : `, ${say.data(facts.instanceType)}`}` +
    `${anHour(facts, say)}: ${since === null ? '' : `${say.day(since)}부터 `}실행 중`,
  'notebook-running': ({ facts, since, id }, say) =>
    `SageMaker 노트북 ${say.data(id)}, ${say.data(facts.type)}${anHour(facts, say)}: ` +
    `${since === null ? '' : `${say.day(since)}부터 `}실행 중인데 관리하는 곳이 없음`,
  lightsail: ({ facts, since, id }, say) =>
    `Lightsail ${LIGHTSAIL_KO[facts.what]} ${say.data(id)}(${say.data(facts.bundle)}, ` +
    `${say.data(facts.state)})${since === null ? '' : `, ${say.day(since)}부터`}: ` +
    '중지해도 요금이 같음',
};

const OWNERS_KO = { user: '사용자', space: '스페이스' } as const;

const machines = ({ instances, types }: FindingFacts['idle-endpoint'], say: Say): string => {
  if (instances === 0) return '서버리스(프로비저닝된 동시성)';
  const names = types.map((type) => say.data(type)).join(', ');
  return `${names === '' ? '인스턴스' : names} ${say.count(instances)}대`;
};

const anHour = (
  { hourMicroUsd: hour }: { readonly hourMicroUsd: MicroUsd | null },
  say: Say,
): string => (hour === null ? '' : `(시간당 ${say.money(hour)})`);

const LOAD_BALANCERS = {
  application: '애플리케이션 로드 밸런서',
  network: '네트워크 로드 밸런서',
  gateway: '게이트웨이 로드 밸런서',
  classic: '클래식 로드 밸런서',
} as const;
const LIGHTSAIL_KO = { instance: '인스턴스', database: '데이터베이스' } as const;

function starter({ startedBy }: FindingFacts['instance-elsewhere'], say: Say): string {
  if (startedBy === undefined || startedBy === 'unknown') return '';
  const who = particle(say.data(startedBy.by, 40), '이/가');
  return `(${who} ${startedBy.call === 'RunInstances' ? '만듦' : '시작함'})`;
}

const hanging = (
  { volumes, sizeGiB, addresses }: FindingFacts['stopped-instance'],
  say: Say,
): string =>
  `볼륨 ${volumes}개${sizeGiB === null ? '' : `(${say.count(sizeGiB)}GiB)`}` +
  (addresses ? `와 탄력적 IP ${addresses}개` : '');

const named = (id: string, name: string, say: Say): string =>
  name === '' || name === id ? say.data(id) : `${say.data(id)} "${say.data(name, 40)}"`;

export const findingKo = (finding: Finding, say: Say): string =>
  findingIn(FINDINGS_KO, finding, say);
