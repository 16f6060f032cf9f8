/** The subject of a mail: one short line that says the most urgent thing first. */
import { plain, shorten } from './plain.ts';

/** Fewer than 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const LENGTH_MAX = 99;
/** Older SNS wanted a letter first, and mail filters like a fixed one. */
const PREFIX = 'Tierkeeper: ';

/** What does not fit is cut from the title, so that `(and 3 more)` stays. */
export function subjectLine(title: string, tail = ''): string {
  const end = tail === '' ? '' : ` (${plain(tail)})`;
  return PREFIX + shorten(plain(title), LENGTH_MAX - PREFIX.length - end.length) + end;
}
