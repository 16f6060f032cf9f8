/** Examples of what there is to say of the health of instances, and of what AWS Health says. */
import type { ScheduledEvent } from '../../src/lib/model/health.ts';
import type { Handling, NoticeFacts } from '../../src/lib/model/notice.ts';
import { at } from './reasons.ts';
import { instanceId, subject, volumeId } from './subjects.ts';

const movable = (
  more: Partial<Extract<Handling, { by: 'stop-and-start' }>['effects']>,
): Extract<Handling, { by: 'stop-and-start' }> => ({
  by: 'stop-and-start',
  effects: { losesPublicIp: null, idleElasticIp: null, losesInstanceStore: false, ...more },
  stopProtected: false,
});

const planned = (code: ScheduledEvent['code']): ScheduledEvent => ({
  id: 'instance-event-0d59937288b749b32',
  code,
  description: 'The instance is running on degraded hardware',
  notBefore: at('2026-12-07T10:00:00+09:00'),
  notAfter: null,
  deadline: null,
});

export const HEALTH: readonly NoticeFacts['health'][] = [
  {
    subject: subject('oruum-backend'),
    news: 'impaired',
    checks: ['system'],
    since: at('2026-11-23T21:40:00+09:00'),
    handling: movable({ losesPublicIp: '3.35.100.20' }),
    volumeIds: [volumeId(1)],
  },
  {
    subject: subject('db', 2),
    news: 'impaired',
    checks: ['system', 'ebs'],
    since: at('2026-11-23T21:40:00+09:00'),
    handling: {
      ...movable({ idleElasticIp: '3.34.1.2', losesInstanceStore: true }),
      stopProtected: true,
    },
    volumeIds: [volumeId(1), volumeId(2)],
  },
  {
    subject: subject('dev-box'),
    news: 'impaired',
    checks: ['instance'],
    since: at('2026-11-23T21:40:00+09:00'),
    handling: movable({}),
    volumeIds: [volumeId(1)],
  },
  {
    subject: subject('worker'),
    news: 'impaired',
    checks: ['system', 'instance'],
    since: at('2026-11-23T21:40:00+09:00'),
    handling: { by: 'owner', owner: 'auto-scaling' },
    volumeIds: [],
  },
  {
    subject: subject('scratch'),
    news: 'impaired',
    checks: ['system'],
    since: at('2026-11-23T21:40:00+09:00'),
    handling: { by: 'replacement', because: 'instance-store-root' },
    volumeIds: [],
  },
  {
    subject: subject('dev-box'),
    news: 'well',
    checks: ['system', 'instance'],
    since: at('2026-11-23T21:40:00+09:00'),
  },
  {
    subject: subject('oruum-backend'),
    news: 'scheduled',
    event: planned('instance-retirement'),
    handling: movable({ losesPublicIp: '3.35.100.20' }),
  },
  {
    subject: subject('scratch'),
    news: 'scheduled',
    event: planned('instance-retirement'),
    handling: { by: 'replacement', because: 'instance-store-root' },
  },
  {
    subject: subject('oruum-backend'),
    news: 'scheduled',
    event: { ...planned('instance-reboot'), deadline: at('2026-12-14T10:00:00+09:00') },
    handling: movable({}),
  },
  {
    subject: subject('licensed'),
    news: 'scheduled',
    event: planned('system-maintenance'),
    handling: { by: 'dedicated-host' },
  },
  {
    subject: subject('node'),
    news: 'scheduled',
    event: { ...planned('other'), description: 'Something <b>new</b>', notBefore: null },
    handling: { by: 'aws' },
  },
  {
    subject: subject('oruum-backend'),
    news: 'moved',
    event: planned('system-reboot'),
    handling: movable({}),
    before: at('2026-11-30T10:00:00+09:00'),
  },
  {
    subject: subject('oruum-backend'),
    news: 'over',
    code: 'instance-retirement',
    how: 'gone',
  },
];

export const BULLETINS: readonly NoticeFacts['aws-health'][] = [
  {
    eventArn: 'arn:aws:health:ap-northeast-2::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/one',
    communicationId: '01b0993207d81a09dcd552ebd1e633e36cf1f09a-1',
    code: 'AWS_EC2_OPERATIONAL_ISSUE',
    category: 'issue',
    isOver: false,
    startsAt: at('2026-11-23T10:02:51+09:00'),
    text: 'We are investigating increased API error rates for EC2 in the AP-NORTHEAST-2 Region.',
    entities: [],
    moreEntities: 0,
  },
  {
    eventArn: 'arn:aws:health:ap-northeast-2::event/EC2/AWS_EC2_OPERATIONAL_NOTIFICATION/two',
    communicationId: '02b0993207d81a09dcd552ebd1e633e36cf1f09a-1',
    code: 'AWS_EC2_OPERATIONAL_NOTIFICATION',
    category: 'accountNotification',
    isOver: false,
    startsAt: null,
    text: '',
    entities: [instanceId(1), instanceId(2)],
    moreEntities: 3,
  },
  {
    eventArn: 'arn:aws:health:ap-northeast-2::event/EC2/AWS_EC2_OPERATIONAL_ISSUE/one',
    communicationId: '03b0993207d81a09dcd552ebd1e633e36cf1f09a-1',
    code: 'AWS_EC2_OPERATIONAL_ISSUE',
    category: 'issue',
    isOver: true,
    startsAt: at('2026-11-23T10:02:51+09:00'),
    text: 'The issue has been resolved and the service is operating normally.',
    entities: [],
    moreEntities: 0,
  },
];
