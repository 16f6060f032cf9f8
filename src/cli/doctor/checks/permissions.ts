import type { Checkup } from '../../../lib/model/checkup.ts';
import type { Fault } from '../../../lib/model/fault.ts';
import { type Diagnosis, ok, unread, warning } from '../diagnosis.ts';

/** Of the caller's credentials: the functions have roles of their own. */
export function checkPermissions({
  unreadFamilies,
  stop,
}: Pick<Checkup, 'unreadFamilies' | 'stop'>): readonly Diagnosis[] {
  const refused = unreadFamilies.filter(({ fault }) => fault.code !== 'region-disabled');
  const found = [
    ...refused.map(({ fault }) => unread('permissions', fault)),
    ...(stop === null || stop.known ? [] : [notStopped(stop.fault)]),
  ];
  const all = stop === null ? READS : READS_AND_STOPS;
  return found.length > 0 ? found : [all];
}

/** Gone since, or asked too often: that says nothing of what is allowed. */
const notStopped = (fault: Fault): Diagnosis =>
  fault.code === 'access-denied' ? cannotStop : unread('permissions', fault);

const cannotStop = warning('permissions', [
  'These credentials may not stop an instance (asked by a dry run). The functions have roles of ' +
    'their own and may; the commands in the messages are yours to run.',
  '이 자격 증명으로는 인스턴스를 중지할 수 없습니다(DryRun으로 확인). 함수에는 따로 역할이 있어 중지할 수 ' +
    '있지만, 메시지에 적힌 명령은 실행할 수 없습니다.',
]);

const READS = ok('permissions', [
  'These credentials may read all that is looked at.',
  '이 자격 증명으로 살펴볼 것을 모두 읽을 수 있습니다.',
]);

const READS_AND_STOPS = ok('permissions', [
  'These credentials may read all that is looked at, and stop instances (asked by a dry run).',
  '이 자격 증명으로 살펴볼 것을 모두 읽고, 인스턴스를 중지할 수 있습니다(DryRun으로 확인).',
]);
