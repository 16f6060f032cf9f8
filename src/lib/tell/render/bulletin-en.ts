/** What AWS Health says, in English around AWS's own words. */
import type { Bulletin, BulletinCategory } from '../../model/bulletin.ts';
import { type Worded, worded } from './catalogue.ts';
import type { Say } from './say.ts';

/** The whole text, and whatever else AWS says of it. */
export const DASHBOARD = 'https://health.aws.amazon.com/health/home';
/** A mail is not the place for all of it. */
export const TEXT_COLUMNS = 500;

const TITLES: Readonly<Record<BulletinCategory, readonly [is: string, was: string]>> = {
  issue: ['AWS has trouble with EC2', 'AWS had trouble with EC2, which is over'],
  investigation: ['AWS looks into something about EC2', 'AWS has looked into something about EC2'],
  accountNotification: ['AWS writes to you about EC2', 'AWS wrote to you about EC2'],
  scheduledChange: ['AWS plans a change to EC2', 'AWS planned a change to EC2, which is over'],
  other: ['AWS Health has news of EC2', 'AWS Health had news of EC2'],
};

function about({ entities, moreEntities }: Bulletin, say: Say): readonly string[] {
  if (entities.length === 0) return [];
  const more = moreEntities > 0 ? ` and ${say.count(moreEntities)} more` : '';
  return [`It names ${entities.map((id) => say.data(id)).join(', ')}${more}.`];
}

export function bulletinEn(facts: Bulletin, say: Say): Worded {
  const { category, isOver, text, startsAt, code } = facts;
  const [is, was] = TITLES[category];
  const said = say.data(text, TEXT_COLUMNS).replace(/\.$/, '');
  return worded({
    title: isOver ? was : is,
    sentences: [
      said === '' ? 'AWS gives no text.' : `AWS says: "${said}".`,
      ...(startsAt === null ? [] : [`It began on ${say.farInstant(startsAt)}.`]),
      ...about(facts, say),
      `AWS calls it ${say.data(code)}; the whole text is at ${DASHBOARD}`,
    ],
  });
}
