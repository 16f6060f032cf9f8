/** What AWS Health says, in Korean around AWS's own words. */
import type { Bulletin, BulletinCategory } from '../../model/bulletin.ts';
import { DASHBOARD, TEXT_COLUMNS } from './bulletin-en.ts';
import { type Worded, worded } from './catalogue.ts';
import type { Say } from './say.ts';

const TITLES: Readonly<Record<BulletinCategory, readonly [is: string, was: string]>> = {
  issue: ['AWS EC2에 장애가 있습니다', 'AWS EC2의 장애가 끝났습니다'],
  investigation: ['AWS가 EC2 문제를 조사하고 있습니다', 'AWS가 EC2 문제 조사를 마쳤습니다'],
  accountNotification: ['AWS가 EC2에 관해 알립니다', 'AWS가 EC2에 관해 알렸습니다'],
  scheduledChange: ['AWS가 EC2 변경을 예약했습니다', '예약된 EC2 변경이 끝났습니다'],
  other: ['AWS Health에 EC2 소식이 있습니다', 'AWS Health의 EC2 소식이 끝났습니다'],
};

function about({ entities, moreEntities }: Bulletin, say: Say): readonly string[] {
  if (entities.length === 0) return [];
  const more = moreEntities > 0 ? ` 외 ${say.count(moreEntities)}개` : '';
  return [`대상: ${entities.map((id) => say.data(id)).join(', ')}${more}.`];
}

export function bulletinKo(facts: Bulletin, say: Say): Worded {
  const { category, isOver, text, startsAt, code } = facts;
  const [is, was] = TITLES[category];
  const said = say.data(text, TEXT_COLUMNS).replace(/\.$/, '');
  return worded({
    title: isOver ? was : is,
    sentences: [
      said === '' ? 'AWS의 설명은 없습니다.' : `AWS의 설명: "${said}".`,
      ...(startsAt === null ? [] : [`시작: ${say.farInstant(startsAt)}.`]),
      ...about(facts, say),
      `AWS 코드는 ${say.data(code)}이며 전문은 ${DASHBOARD} 에 있습니다.`,
    ],
  });
}
