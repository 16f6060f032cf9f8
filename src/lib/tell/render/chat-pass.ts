/** What a pass tells, for Amazon Q: the text of the blocks that Slack gets, and steps beside it. */
import type { Instant } from '../../model/instant.ts';
import type { Notice } from '../../model/notice.ts';
import { localTimeAt } from '../../schedule/zone.ts';
import { amazonQ, stepsOf } from './amazon-q.ts';
import type { Voice } from './digest-line.ts';
import type { SlackBlock } from './slack-blocks.ts';
import { instanceOf, passBlocks } from './slack-pass.ts';

interface Pass {
  readonly notices: readonly Notice[];
  readonly headline: string;
  readonly at: Instant;
}

export function passNotification({ notices, headline, at }: Pass, voice: Voice): string {
  const { words, say } = voice;
  const { account, region, zone } = say.view;
  const blocks = passBlocks(notices, headline, { ...voice, answers: 'apart' });
  const [first] = notices;
  const only = notices.length === 1 && first ? words.notice(first, say) : null;
  const about = subjectOf(notices);
  return amazonQ({
    title: headline,
    paragraphs: paragraphsOf(blocks),
    steps: only === null ? [] : stepsOf(only.offered, only.actions),
    keywords: [...new Set(notices.map(({ kind }) => kind)), region],
    threadId: about === null ? null : `${about}/${localTimeAt(zone, at).date}`,
    context: { account, region, kind: first?.kind ?? '' },
  });
}

/** The one instance that all of them are about, or null. */
export function subjectOf(notices: readonly Notice[]): string | null {
  const ids = new Set(notices.map(instanceOf));
  const [id = null] = ids;
  return ids.size === 1 ? id : null;
}

export const paragraphsOf = (blocks: readonly SlackBlock[]): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'section') return block.text?.text ?? [];
    return block.type === 'context' ? block.elements.flatMap(textIn) : [];
  });

const textIn = (element: object): readonly string[] =>
  'text' in element && typeof element.text === 'string' ? [element.text] : [];
