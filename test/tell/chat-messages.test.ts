/** The reviewed pages of docs/messages: what chats really get, in both languages. */
import { expect, test } from 'vitest';
import type { ChannelMessage, MessageForm } from '../../src/lib/cloud/cloud.ts';
import type { LinkFor } from '../../src/lib/model/link.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { renderJoint } from '../../src/lib/tell/render/digest-joint.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import type { View } from '../../src/lib/tell/render/say.ts';
import { amazonQPage, slackPage } from './chat-page.ts';
import { EMPTY_DAY, FULL_DAY } from './digests.ts';
import { quietPlaces, threePlaces } from './joint-days.ts';
import { allNotices, SEOUL, warnings } from './notices.ts';

const FORMS: readonly MessageForm[] = ['slack', 'amazon-q'];

const link: LinkFor = () => 'https://example.lambda-url.ap-northeast-2.on.aws/l/AbC';

const chapter = (title: string, message: ChannelMessage): string =>
  `## ${title}\n\n${slackPage(message)}`;

function page(language: Language): string {
  const view: View = { ...SEOUL, language, link };
  const placed: View = { ...view, place: '123456789012 ap-northeast-2' };
  const [first] = warnings(1);
  return [
    `# Messages in Slack (${language})\n`,
    'Written by `test/tell/chat-messages.test.ts` and read by people before it is committed.\n',
    ...allNotices()
      .filter(({ urgency }) => urgency === 'now')
      .map((notice) => chapter(notice.kind, renderPass([notice], view, FORMS))),
    chapter('three warnings in one pass', renderPass(warnings(3), view, FORMS)),
    chapter('twenty-three warnings in one pass', renderPass(warnings(23), view, FORMS)),
    chapter('a day without events', renderDigest(EMPTY_DAY, { ...view, mode: 'observe' }, FORMS)),
    chapter('a day with everything', renderDigest(FULL_DAY, view, FORMS)),
    chapter('three places', renderJoint(threePlaces(placed), placed, FORMS)),
    chapter('a day without events anywhere', renderJoint(quietPlaces(placed), placed, FORMS)),
    '# For Amazon Q\n',
    amazonQPage(renderPass(first ? [first] : [], view, FORMS)),
    amazonQPage(renderDigest(EMPTY_DAY, view, FORMS)),
  ].join('\n');
}

test('says every kind of message in Slack in English as it was reviewed', async () => {
  await expect(page('en')).toMatchFileSnapshot('../../docs/messages/chat-en.md');
});

test('says every kind of message in Slack in Korean as it was reviewed', async () => {
  await expect(page('ko')).toMatchFileSnapshot('../../docs/messages/chat-ko.md');
});
