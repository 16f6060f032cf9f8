import * as z from 'zod';
import { shippedPrices } from '../../lib/config/price-document.ts';
import { meter } from '../../lib/meter/meter.ts';
import { priceTable } from '../../lib/meter/price.ts';
import { idOf, isAccountId } from '../../lib/model/ids.ts';
import { type Instant, instant, parseInstant } from '../../lib/model/instant.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Policy } from '../../lib/model/policy.ts';
import { type Say, sayFor } from '../../lib/tell/render/say.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError, wrongUsage } from '../command.ts';
import { fileText } from '../file-text.ts';
import { choosePolicy } from '../policy-choice.ts';
import { meterJson } from './meter-json.ts';
import { printMeter } from './meter-text.ts';
import { type UsageProblem, usageOf } from './usage-of.ts';

const meterOptions = z.object({
  usage: z.string().optional(),
  now: z.string().optional(),
  policy: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
  json: z.literal(true).optional(),
});

/** A usage file names no account; nothing that is printed shows one. */
const NO_ACCOUNT = idOf(isAccountId, '000000000000');

function readNow(text: string): Instant {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  throw wrongUsage(
    `--now must be a time with its offset such as 2026-11-16T00:00:00Z, not "${text}".`,
  );
}

function contentOf(file: string): unknown {
  const read = fileText(file);
  if (read.text === null) throw wrongUsage(`The usage file ${file} cannot be read: ${read.why}.`);
  try {
    return JSON.parse(read.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrong(file, [{ path: '', message: `not valid JSON: ${error.message}` }]);
  }
}

const sentenceOf = (file: string, { path, message }: UsageProblem): string =>
  `${file}: ${path === '' ? '' : `${path}: `}${message}`;

function wrong(file: string, problems: readonly UsageProblem[]): CommandError {
  const lines = problems.map((problem) => sentenceOf(file, problem));
  const mend = `Mend ${file} and run it again; docs/meter.md lists every key.`;
  return new CommandError(2, [...lines, mend].join('\n'), { trouble: 'usage', file, problems });
}

const sayOf = ({ language, zone, currency, mode }: Policy): Say =>
  sayFor({ language, zone, currency, mode, account: NO_ACCOUNT, region: '', link: NO_LINKS });

export async function runMeter({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(meterOptions, given);
  const file = asked.usage;
  if (file === undefined) {
    throw wrongUsage('Name the usage file to count: tierkeeper meter --usage usage.json.');
  }
  const now = asked.now === undefined ? instant(Date.now()) : readNow(asked.now);
  const { policy } = choosePolicy(asked.policy);
  const { usage, zone, problems } = usageOf(contentOf(file), now);
  if (usage === null) throw wrong(file, problems);
  const language = asked.lang ?? policy.language;
  const view = {
    meter: meter(usage, now, priceTable(shippedPrices().rows, policy.prices)),
    plan: usage.plan,
    say: sayOf({ ...policy, language, zone: zone ?? policy.zone }),
    problems,
  };
  if (!asked.json) terminal.complain(...problems.map((one) => sentenceOf(file, one)));
  if (asked.json) terminal.print(meterJson(view));
  else printMeter(terminal, view);
  return 0;
}
