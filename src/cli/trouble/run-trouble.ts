import * as z from 'zod';
import type { DeadLetter } from '../../lib/model/dead-letter.ts';
import { type Instant, toIso } from '../../lib/model/instant.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Language } from '../../lib/model/policy.ts';
import { plain } from '../../lib/tell/render/plain.ts';
import { type Say, sayFor } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import {
  queueOf,
  type Replayed,
  troubleInAws,
  type WaitingLetter,
} from '../../lib/wiring/aws-trouble.ts';
import { accountFields } from '../account-options.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError, wrongUsage } from '../command.ts';
import { printJson } from '../json.ts';
import { choosePolicy } from '../policy-choice.ts';
import type { Terminal } from '../terminal.ts';
import type { TroubleWords } from './catalogue.ts';
import { functionName, shortId } from './letter-name.ts';
import { TROUBLE_EN } from './words-en.ts';
import { TROUBLE_KO } from './words-ko.ts';

const WORDS: Readonly<Record<Language, TroubleWords>> = { en: TROUBLE_EN, ko: TROUBLE_KO };

const listOptions = z.object(accountFields);
const replayOptions = z.object({ ...accountFields, all: z.literal(true).optional() });
type Asked = z.output<typeof listOptions>;

/** What every one of the three needs to speak. */
interface Desk {
  readonly words: TroubleWords;
  readonly queueName: string;
  readonly terminal: Terminal;
  readonly asJson: boolean;
}

type Does<Result> = (letters: readonly WaitingLetter[], desk: Desk) => Promise<Result>;

async function atQueue<Result>(terminal: Terminal, asked: Asked, does: Does<Result>) {
  const { policy } = choosePolicy(asked.policy);
  const language = asked.lang ?? policy.language;
  const { stage, region, profile, 'endpoint-url': endpoint } = asked;
  const words = WORDS[language];
  const queueName = queueOf(stage);
  const desk: Desk = { words, queueName, terminal, asJson: asked.json === true };
  const found = await troubleInAws({ stage, region, profile, endpoint }, (letters) =>
    does(letters.toSorted(byTime), desk),
  );
  if (!found.reached) {
    const sentence = words.unreached(found, { queueName, profile });
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  const { zone, currency, mode } = policy;
  const say = sayFor({ ...found.place, language, zone, currency, mode, link: NO_LINKS });
  return { ...desk, say, result: found.result };
}

const byTime = ({ letter: a }: WaitingLetter, { letter: b }: WaitingLetter): number =>
  (a.gaveUpAt ?? 0) - (b.gaveUpAt ?? 0) || (a.id < b.id ? -1 : 1);

export async function runList({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(listOptions, given);
  const found = await atQueue(terminal, asked, async (letters) =>
    letters.map(({ letter }) => letter),
  );
  const { result: letters, words, queueName, say } = found;
  if (found.asJson) printJson(terminal, ...letters.map(entryOf));
  else if (letters.length === 0) terminal.print(words.nothing(queueName));
  else terminal.print(...listText(letters, words, { say, columns: terminal.columns }));
  return 0;
}

function listText(
  letters: readonly DeadLetter[],
  words: TroubleWords,
  { say, columns }: { readonly say: Say; readonly columns: number },
): readonly string[] {
  const lines = letters.flatMap((letter) => [
    '',
    shortId(letter),
    ...words
      .letter(letter, say)
      .flatMap((line) => wrap(line, columns - INDENT.length))
      .map((line) => INDENT + line),
  ]);
  const [first] = letters;
  return [
    words.title(letters.length, say),
    ...lines,
    '',
    words.replayAll,
    `${INDENT}npx tierkeeper trouble replay --all`,
    words.drop,
    `${INDENT}npx tierkeeper trouble drop ${first ? shortId(first) : ''}`,
  ];
}

const INDENT = '  ';

const isoOf = (at: Instant | null): string | null => at && toIso(at);

const entryOf = (letter: DeadLetter) => ({
  kind: 'dead-letter',
  ...letter,
  function: functionName(letter),
  happenedAt: isoOf(letter.happenedAt),
  gaveUpAt: isoOf(letter.gaveUpAt),
});

interface Sent {
  readonly letter: DeadLetter;
  readonly replayed: Replayed;
}

export async function runReplay({ given, operand, terminal }: Call): Promise<number> {
  const { all, ...asked } = readOptions(replayOptions, given);
  if ((operand === null) === (all === undefined)) {
    throw wrongUsage('Name one by its id, or all: tierkeeper trouble replay --all');
  }
  const found = await atQueue(terminal, asked, async (letters, desk) => {
    const chosen = operand === null ? letters : [letterNamed(letters, operand, desk)];
    const sent: Sent[] = [];
    for (const { letter, replay } of chosen) sent.push({ letter, replayed: await replay() });
    return sent;
  });
  const { result: sent, words, queueName, say } = found;
  if (found.asJson) {
    printJson(
      terminal,
      ...sent.map(({ letter: { id }, replayed }) => ({ kind: 'replayed', id, ...replayed })),
    );
  } else if (sent.length === 0) terminal.print(words.nothing(queueName));
  else {
    terminal.print(
      ...sent.map(({ letter, replayed }) => words.replayed(shortId(letter), replayed, say)),
    );
  }
  return sent.every(({ replayed }) => replayed.result === 'sent') ? 0 : 1;
}

export async function runDrop({ given, operand, terminal }: Call): Promise<number> {
  const asked = readOptions(listOptions, given);
  if (operand === null) throw wrongUsage('Name one by its id: tierkeeper trouble drop 3f2a9c1e');
  const { result: letter, words } = await atQueue(terminal, asked, async (letters, desk) => {
    const chosen = letterNamed(letters, operand, desk);
    await chosen.drop();
    return chosen.letter;
  });
  if (asked.json) printJson(terminal, { kind: 'dropped', id: letter.id });
  else terminal.print(words.dropped(shortId(letter)));
  return 0;
}

function letterNamed(
  letters: readonly WaitingLetter[],
  typed: string,
  { words, queueName }: Desk,
): WaitingLetter {
  const found = letters.filter(({ letter }) => letter.id.startsWith(typed));
  const [first, second] = found;
  if (first && !second) return first;
  const sentence = first
    ? words.ambiguous(plain(typed), found.length)
    : words.unknown(plain(typed), queueName);
  throw new CommandError(2, sentence, { trouble: first ? 'ambiguous' : 'unknown-id' });
}
