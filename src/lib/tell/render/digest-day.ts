/** What stands at the top of a digest, of whatever it tells. */
import type { DigestContent } from '../../model/digest.ts';
import { instantOf } from '../../schedule/zone.ts';
import type { DigestWords } from './catalogue.ts';
import { isPaidByCredits } from './look-back-lines.ts';
import type { Say } from './say.ts';
import { switchedEnd, switchedLine, switchedSentence } from './switched.ts';
import { actionBlocks, BLANK, type Block, prose } from './text.ts';

/** Said every day, so that nobody forgets it; alone it makes no day eventful. */
export const switchedIn = ({ switched }: DigestContent, say: Say): readonly string[] =>
  switched ? [switchedLine(switched, say)] : [];

export const savedIn = (content: DigestContent, digest: DigestWords, say: Say): string =>
  content.saved.off > 0 ? digest.savedLately(content.saved, say, isPaidByCredits(content)) : '';

export const dayOf = ({ date }: Pick<DigestContent, 'date'>, say: Say): string =>
  say.day(instantOf(say.view.zone, date, NOON_MINUTE));

const NOON_MINUTE = 12 * 60;

export function switchedBlocks({ switched }: DigestContent, say: Say): readonly Block[] {
  if (!switched) return [];
  const end = actionBlocks([switchedEnd(switched, say)]);
  return [BLANK, prose(switchedSentence(switched, say)), ...end, BLANK];
}
