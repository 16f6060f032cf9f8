/** The reviewed pages of docs/messages: what people and machines really get, in both languages. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ChannelMessage } from '../../src/lib/cloud/cloud.ts';
import type { Switched } from '../../src/lib/model/control.ts';
import type { DigestContent } from '../../src/lib/model/digest.ts';
import { days, minus, minutes } from '../../src/lib/model/instant.ts';
import type { Notice } from '../../src/lib/model/notice.ts';
import type { Language } from '../../src/lib/model/policy.ts';
import { renderJoint } from '../../src/lib/tell/render/digest-joint.ts';
import { renderDigest } from '../../src/lib/tell/render/digest-message.ts';
import { renderPass } from '../../src/lib/tell/render/pass-message.ts';
import { sayFor, type View } from '../../src/lib/tell/render/say.ts';
import { wordsOf } from '../../src/lib/tell/render/words.ts';
import { EMPTY_DAY, FULL_DAY } from './digests.ts';
import { lateAndMissing, quietPlaces, threePlaces } from './joint-days.ts';
import { AFTER_A_MONTH, AFTER_A_WEEK, AFTER_AN_OBSERVED_WEEK, METERED_DAY } from './looked-back.ts';
import { allNotices, LINKED, SEOUL, warnings } from './notices.ts';
import { allReasons } from './reasons.ts';

const fenced = ({ subject, text }: ChannelMessage): string =>
  `Subject: ${subject}\n\n\`\`\`text\n${text}\`\`\`\n`;

const chapter = (title: string, message: ChannelMessage): string =>
  `### ${title}\n\n${fenced(message)}`;

function reasonTable(view: View): string {
  const say = sayFor(view);
  const rows = allReasons().map(
    (because) => `- \`${because.key}\`: ${wordsOf(view.language).reason(because, say)}`,
  );
  return `${rows.join('\n')}\n`;
}

/** Those that are answered by a link. */
const linkedNotices = (view: View): readonly Notice[] =>
  allNotices().filter((one) => wordsOf(view.language).notice(one, sayFor(view)).offered !== null);

const STANDING: DigestContent = {
  ...EMPTY_DAY,
  ...{ warnings: FULL_DAY.warnings, holds: FULL_DAY.holds },
};

const switchedDay = (to: Switched['to']): DigestContent => ({
  ...EMPTY_DAY,
  switched: { to, since: minus(EMPTY_DAY.at, days(3)) },
});

function page(language: Language): string {
  const view: View = { ...SEOUL, language };
  const linked: View = { ...LINKED, language };
  const observing: View = { ...view, mode: 'observe' };
  const placed: View = { ...view, place: '123456789012 ap-northeast-2' };
  const amongOthers: View = { ...linked, place: placed.place };
  return [
    `# Messages (${language})\n`,
    'Written by `test/tell/messages.test.ts` and read by people before it is committed.\n',
    '## Messages that go out at once\n',
    ...allNotices()
      .filter(({ urgency }) => urgency === 'now')
      .map((notice) => chapter(notice.kind, renderPass([notice], view))),
    chapter('several kinds in one pass', renderPass(allNotices(), view)),
    chapter('twenty-three warnings in one pass', renderPass(warnings(23), view)),
    ...allNotices()
      .filter(({ kind }) => kind === 'started')
      .slice(0, 1)
      .map((one) => ({ ...one, repeats: { times: 6, since: minus(one.at, minutes(50)) } }))
      .map((one) => chapter('what goes back and forth', renderPass([one], view))),
    '## With links\n',
    ...linkedNotices(linked).map((one) => chapter(one.kind, renderPass([one], linked))),
    chapter('three warnings in one pass', renderPass(warnings(3), linked)),
    chapter('twenty-three warnings in one pass', renderPass(warnings(23), linked)),
    chapter('a day without events', renderDigest(EMPTY_DAY, linked)),
    chapter('a day with warnings and holds', renderDigest(STANDING, linked)),
    '## Digests\n',
    chapter('a day without events', renderDigest(EMPTY_DAY, observing)),
    chapter('a day with everything', renderDigest(FULL_DAY, view)),
    chapter('a paused day', renderDigest(switchedDay('paused'), view)),
    chapter('a day that was lowered to observing', renderDigest(switchedDay('observe'), observing)),
    chapter('a day with a meter', renderDigest(METERED_DAY, view)),
    chapter("a week's digest", renderDigest(AFTER_A_WEEK, view)),
    chapter("an observed week's digest", renderDigest(AFTER_AN_OBSERVED_WEEK, observing)),
    chapter("a month's end on a week's day", renderDigest(AFTER_A_MONTH, linked)),
    '## Digests of several places\n',
    chapter('three places', renderJoint(threePlaces(amongOthers), amongOthers)),
    chapter('a place that is late, and others', renderJoint(lateAndMissing(placed), placed)),
    chapter('a day without events anywhere', renderJoint(quietPlaces(placed), placed)),
    '## Reasons\n',
    reasonTable(view),
  ].join('\n');
}

test('says every kind of message and every reason in English as it was reviewed', async () => {
  await expect(page('en')).toMatchFileSnapshot('../../docs/messages/en.md');
});

test('says every kind of message and every reason in Korean as it was reviewed', async () => {
  await expect(page('ko')).toMatchFileSnapshot('../../docs/messages/ko.md');
});

test.each([
  ['README.md', 'en'],
  ['README.ko.md', 'ko'],
] as const)('shows in %s a warning as it is sent', async (file, language) => {
  const [, idle] = linkedNotices(LINKED);
  const { text } = renderPass(idle ? [idle] : [], { ...LINKED, language });
  expect(await readFile(file, 'utf8')).toContain(`\`\`\`text\n${text}\`\`\``);
});

test('gives machines the documents that docs/messages/README.md describes', async () => {
  const pretty = (text: string): string => `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  const [first] = warnings(1);
  const pass = renderPass(first ? [first] : [], SEOUL).document;
  await expect(pretty(pass)).toMatchFileSnapshot('../../docs/messages/pass.json');
  const digest = renderDigest(EMPTY_DAY, SEOUL).document;
  await expect(pretty(digest)).toMatchFileSnapshot('../../docs/messages/digest.json');
  const joint = renderJoint(threePlaces(SEOUL), SEOUL).document;
  await expect(pretty(joint)).toMatchFileSnapshot('../../docs/messages/digest-of-places.json');
});
