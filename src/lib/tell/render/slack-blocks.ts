/** The blocks that messages are made of, each within Slack's limits by how it is made. */
import type { ActionsBlock, Button, ContextBlock, HeaderBlock, SectionBlock } from '@slack/types';
import type { InstanceId } from '../../model/ids.ts';
import type { HoldAction } from '../../model/link.ts';
import type { Action, ChatWords, Offered } from './catalogue.ts';
import { commandLine } from './command.ts';
import type { Voice } from './digest-line.ts';
import { codeBlock, linkTo, mrkdwn, mrkdwnWithin } from './mrkdwn.ts';
import { shorten } from './plain.ts';

/** As much of Slack's blocks as is used here. */
export type SlackBlock = HeaderBlock | SectionBlock | ContextBlock | ActionsBlock;

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
const HEADER_LENGTH_MAX = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
const SECTION_LENGTH_MAX = 3_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const BUTTON_LENGTH_MAX = 75;
const URL_LENGTH_MAX = 3_000;
const VALUE_LENGTH_MAX = 2_000;

/** Not mrkdwn: what stands in it is data anyway. */
export const header = (title: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: shorten(title, HEADER_LENGTH_MAX), emoji: false },
});

/** Already escaped. `verbatim`: Slack makes no link or mention of what looks like one. */
export const sectionOf = (text: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text, verbatim: true },
});

export const section = (text: string): SectionBlock =>
  sectionOf(mrkdwnWithin(text, SECTION_LENGTH_MAX));

export const context = (text: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: mrkdwnWithin(text, SECTION_LENGTH_MAX), verbatim: true }],
});

export const bold = (text: string): string => `*${mrkdwn(text)}*`;

/** As many of the parts, each already escaped, as one section holds; the first is always there. */
export function sectionsOf(parts: readonly string[], between: string): readonly SectionBlock[] {
  const texts: string[] = [];
  for (const part of parts) {
    const joined = `${texts.at(-1) ?? ''}${between}${part}`;
    if (texts.length > 0 && joined.length <= SECTION_LENGTH_MAX) texts[texts.length - 1] = joined;
    else texts.push(part);
  }
  return texts.map(sectionOf);
}

/** Commands that say the same stand under their label together. */
export function commandSections(actions: readonly Action[]): readonly SectionBlock[] {
  const parts = actions.flatMap(({ label, command }, index) => [
    ...(actions[index - 1]?.label === label ? [] : [mrkdwn(label)]),
    codeBlock(commandLine(command)),
  ]);
  return parts.some((part) => part.length > SECTION_LENGTH_MAX) ? [] : sectionsOf(parts, '\n');
}

/** What is pressed in Slack; a date is chosen on the page. */
const PRESSED: readonly HoldAction[] = ['hour', 'tomorrow', 'tonight', 'start', 'release'];

/** The last part of a page's address, and all that a press has to say. */
const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

const button = (id: string, text: string, more: Pick<Button, 'url' | 'value'>): Button => ({
  type: 'button',
  action_id: `tierkeeper:${id}`,
  text: { type: 'plain_text', text: shorten(text, BUTTON_LENGTH_MAX), emoji: false },
  ...more,
});

/** For one instance: what is pressed is found again in the message by its block. */
export function buttonsFor(
  { url, actions }: Offered,
  place: { readonly instanceId: InstanceId; readonly index: number },
  { buttons, page }: ChatWords,
): readonly ActionsBlock[] {
  const token = tokenOf(url);
  if (url.length > URL_LENGTH_MAX || token.length > VALUE_LENGTH_MAX) return [];
  const pressed = PRESSED.filter((action) => actions.includes(action)).map((action) =>
    button(action, buttons[action], { value: token }),
  );
  return [
    {
      type: 'actions',
      block_id: `tierkeeper:${place.instanceId}:${place.index}`,
      elements: [...pressed, button('page', page, { url })],
    },
  ];
}

export const linkOf = ({ url, label }: Offered): string =>
  linkTo(url, label.replace(/[:：]\s*$/u, ''));

/** https://docs.slack.dev/reference/block-kit/blocks */
const BLOCKS_MAX = 50;
/**
 * `msg_blocks_too_long` comes where no page says: at some 12,000 characters of text, blocks around
 * it counted in a way of Slack's own (https://github.com/slackapi/bolt-js/issues/2509).
 * All of the JSON is counted here.
 */
const LENGTH_MAX = 12_000;

/** Room for the end of a message, which is there whatever else is. */
const END_BLOCKS = 2;
const END_LENGTH = 2_000;

/** A place in a message that can still be added to when more has come below it. */
export interface Part {
  /** Adds all of them, or none where there is not enough room in the message. */
  add(blocks: readonly SlackBlock[]): boolean;
}

/** A message in the making. */
export interface Sheet extends Part {
  /** Begins below all that there is. */
  part(): Part;
  /** With the end: who is not listed, and whose message this is. */
  finish(omitted: readonly Name[], voice: Voice): readonly SlackBlock[];
}

/** Made when it is asked for. */
export type Name = () => string;

export function openSheet(): Sheet {
  const parts: SlackBlock[][] = [];
  let [count, left] = [0, LENGTH_MAX - END_LENGTH];
  const part = (): Part => {
    const kept: SlackBlock[] = [];
    parts.push(kept);
    return {
      add(blocks) {
        const size = blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 1, 0);
        if (count + blocks.length > BLOCKS_MAX - END_BLOCKS || size > left) return false;
        kept.push(...blocks);
        count += blocks.length;
        left -= size;
        return true;
      },
    };
  };
  const finish: Sheet['finish'] = (omitted, voice) => {
    const kept = parts.flat();
    return [...kept, ...endOf(omitted, kept, voice)];
  };
  return { ...part(), part, finish };
}

function endOf(
  omitted: readonly Name[],
  kept: readonly SlackBlock[],
  { words: { pass }, say }: Voice,
): readonly SlackBlock[] {
  const names = namedWithin(omitted);
  const others =
    omitted.length === 0 ? [] : [section(pass.others(names, omitted.length - names.length))];
  const toRun = kept.some(hasCode) ? `${pass.whereToRun} ` : '';
  return [...others, context(toRun + pass.footer(say))];
}

const hasCode = (block: SlackBlock): boolean =>
  block.type === 'section' && (block.text?.text.includes('```') ?? false);

/** Of names that are not told of; within `END_LENGTH` also where each sign is escaped. */
const NAMES_LENGTH_MAX = 250;

function namedWithin(omitted: readonly Name[]): readonly string[] {
  const names: string[] = [];
  let left = NAMES_LENGTH_MAX;
  for (const nameOf of omitted) {
    const name = nameOf();
    left -= name.length + 2;
    if (left < 0) break;
    names.push(name);
  }
  return names;
}
