import * as z from 'zod';
import { pricesLeftOut } from '../../lib/meter/account-meter.ts';
import { meter } from '../../lib/meter/meter.ts';
import { idOf, isAccountId } from '../../lib/model/ids.ts';
import { type Instant, instant, parseInstant } from '../../lib/model/instant.ts';
import { NO_LINKS } from '../../lib/model/link.ts';
import type { Policy } from '../../lib/model/policy.ts';
import { type Say, sayFor } from '../../lib/tell/render/say.ts';
import { knownPrices } from '../../lib/wiring/known-prices.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError, wrongUsage } from '../command.ts';
import { fileText } from '../file-text.ts';
import { planWords } from '../plan/words.ts';
import { choosePolicy } from '../policy-choice.ts';
import { USUAL_TABLE } from '../report/usual-table.ts';
import { reportWords } from '../report/words.ts';
import { meterJson } from './meter-json.ts';
import { printMeter } from './meter-text.ts';
import { type UsageProblem, usageOf } from './usage-of.ts';
import type { MeterView } from './view.ts';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

const meterOptions = z.object({
  usage: z.string().optional(),
  now: z.string().optional(),
  region: z.string().regex(REGION, 'must be a Region such as ap-northeast-2').optional(),
  profile: z.string().optional(),
  table: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be the name of a table such as tierkeeper-prod-ledger')
    .optional(),
  'endpoint-url': z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:5000' })
    .optional(),
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

type Asked = z.output<typeof meterOptions>;
type Counted = Omit<MeterView, 'say'> & { readonly zone: string | null };

function countedInFile(file: string, { now: time }: Asked, policy: Policy): Counted {
  const now = time === undefined ? instant(Date.now()) : readNow(time);
  const { usage, zone, problems } = usageOf(contentOf(file), now);
  if (usage === null) throw wrong(file, problems);
  const prices = knownPrices(policy);
  const leftOut = pricesLeftOut(prices);
  const plan = usage.plan;
  return { meter: meter(usage, now, prices), plan, problems, leftOut, live: null, zone };
}

/** The SDK takes a third of a second to load, which a file need not wait for. */
async function countedInAws(asked: Asked, policy: Policy): Promise<Counted> {
  if (asked.now !== undefined) {
    throw wrongUsage('--now is for a usage file: add --usage usage.json, or leave out --now.');
  }
  const language = asked.lang ?? policy.language;
  const { statusInAws } = await import('../../lib/wiring/aws-status.ts');
  const { usageInAws } = await import('../../lib/wiring/aws-meter.ts');
  const { liveMeter } = await import('./live-meter.ts');
  const { region, profile, 'endpoint-url': endpoint } = asked;
  const found = await usageInAws({ region, profile, endpoint });
  if (!found.reached) {
    const sentence = planWords(language).unreached(found, profile);
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  const tableName = asked.table ?? USUAL_TABLE;
  const ledger = await statusInAws({ tableName, region, profile, endpoint, policy });
  if (!ledger.reached && asked.table !== undefined) {
    const sentence = reportWords(language).unreached(ledger, { tableName, profile });
    throw new CommandError(1, sentence, { trouble: ledger.why });
  }
  const known = ledger.reached ? await ledger.runs() : null;
  return { ...(await liveMeter({ found, known, policy })), zone: null };
}

export async function runMeter({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(meterOptions, given);
  const file = asked.usage;
  const { policy } = choosePolicy(asked.policy);
  const counted =
    file === undefined ? await countedInAws(asked, policy) : countedInFile(file, asked, policy);
  const { zone, ...found } = counted;
  const language = asked.lang ?? policy.language;
  const view = { ...found, say: sayOf({ ...policy, language, zone: zone ?? policy.zone }) };
  if (asked.json) terminal.print(meterJson(view));
  else {
    terminal.complain(...found.problems.map((one) => sentenceOf(file ?? '', one)));
    printMeter(terminal, view);
  }
  return 0;
}
