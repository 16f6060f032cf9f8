/**
 * A message in the schema of Amazon Q Developer's custom notifications, which shows it in Slack,
 * Teams or Chime: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
import type { Action, Offered } from './catalogue.ts';
import { commandLine } from './command.ts';
import { asJson } from './document.ts';
import { mrkdwn } from './mrkdwn.ts';
import { plain, shorten } from './plain.ts';
import { CHAT_BYTES_MAX, roomFor, whileTrue } from './size.ts';
import { linkOf } from './slack-blocks.ts';

const TITLE_LENGTH_MAX = 250;
const DESCRIPTION_LENGTH_MAX = 8_000;
const STEP_LENGTH_MAX = 350;
const KEYWORD_LENGTH_MAX = 75;
/** The page says no most: more than these nobody reads. */
const STEPS_MAX = 10;
/** For title, keywords, context and the names of the fields. */
const SPARE_BYTES = 4_000;

export interface Notification {
  readonly title: string;
  /** In Slack's mrkdwn, which is what Amazon Q takes; each no longer than a section of Slack. */
  readonly paragraphs: readonly string[];
  /** The same: what the reader can do. */
  readonly steps: readonly string[];
  readonly keywords: readonly string[];
  /** Messages of one thread follow each other; null where each stands alone. */
  readonly threadId: string | null;
  readonly context: Readonly<Record<string, string>>;
}

export function amazonQ(notification: Notification): string {
  const { title, keywords, threadId, context } = notification;
  const room = roomFor(CHAT_BYTES_MAX - SPARE_BYTES);
  const fits = (text: string): boolean => room.take(`${asJson(text)},`);
  const description = within(
    notification.paragraphs.filter((one) => one !== ''),
    fits,
  );
  const steps = notification.steps.filter((step) => step.length <= STEP_LENGTH_MAX);
  const nextSteps = whileTrue(steps.slice(0, STEPS_MAX), fits);
  const short = shorten(plain(title), TITLE_LENGTH_MAX);
  return asJson({
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: short,
      description,
      ...(nextSteps.length === 0 ? {} : { nextSteps }),
      keywords: keywords.map((word) => shorten(plain(word), KEYWORD_LENGTH_MAX)),
    },
    metadata: {
      ...(threadId === null ? {} : { threadId }),
      summary: short,
      additionalContext: context,
    },
  });
}

const BETWEEN = '\n\n';

/** The first paragraphs, as far as they fit; a message without a description is none. */
function within(paragraphs: readonly string[], fits: (text: string) => boolean): string {
  let length = 0;
  const kept = whileTrue(paragraphs, (paragraph) => {
    length += paragraph.length + BETWEEN.length;
    return length <= DESCRIPTION_LENGTH_MAX && fits(paragraph);
  });
  return kept.join(BETWEEN) || '-';
}

/** The page, or the commands where there is none; code is left as it is. */
export const stepsOf = (offered: Offered | null, actions: readonly Action[]): readonly string[] =>
  offered === null
    ? actions.map(({ label, command }) => `${mrkdwn(label)} \`${commandLine(command)}\``)
    : [linkOf(offered)];
