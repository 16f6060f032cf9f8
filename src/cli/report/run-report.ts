import * as z from 'zod';
import { renderPage } from '../../lib/link/html/render-page.ts';
import { type StatusBasis, statusOf } from '../../lib/link/status.ts';
import { type Instant, instant } from '../../lib/model/instant.ts';
import type { Language, Policy } from '../../lib/model/policy.ts';
import { type AwsStatus, statusInAws } from '../../lib/wiring/aws-status.ts';
import { readOptions } from '../arguments.ts';
import { type Call, CommandError, wrongUsage } from '../command.ts';
import { choosePolicy } from '../policy-choice.ts';
import { USUAL_TABLE } from './usual-table.ts';
import { reportWords } from './words.ts';
import { refuseUnwritable, writePage } from './write-page.ts';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const TABLE = /^[\w.-]{3,255}$/;

const reportOptions = z.object({
  html: z.literal(true).optional(),
  out: z.string().default('tierkeeper-report.html'),
  demo: z.literal(true).optional(),
  table: z
    .string()
    .regex(TABLE, 'must be the name of a table such as tierkeeper-prod-ledger')
    .optional(),
  region: z.string().regex(REGION, 'must be a Region such as ap-northeast-2').optional(),
  profile: z.string().optional(),
  'endpoint-url': z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:5000' })
    .optional(),
  policy: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
});

type Asked = z.output<typeof reportOptions>;

export async function runReport({ given, terminal }: Call): Promise<number> {
  const asked = readOptions(reportOptions, given);
  if (asked.html === undefined) {
    throw wrongUsage('Say what the report is to be: tierkeeper report --html');
  }
  refuseUnwritable(asked.out);
  const known = await (asked.demo ? knownOfDemo(asked) : knownOfAws(asked));
  const { language } = known;
  const bytes = writePage(asked.out, pageOf(known));
  terminal.print(reportWords(language).written(asked.out, bytes));
  return 0;
}

/** All that the page is made of. */
interface Known {
  readonly basis: StatusBasis;
  readonly place: Extract<AwsStatus, { readonly reached: true }>['place'];
  readonly policy: Policy;
  readonly now: Instant;
  readonly language: Language;
}

function pageOf({ basis, place, policy, now, language }: Known): string {
  const { zone, currency, mode } = policy;
  const status = statusOf(basis, { place, policy, now });
  return renderPage(
    { kind: 'status', status },
    { ...place, language, zone, currency, mode, path: null },
  );
}

async function knownOfDemo({ lang: language = 'en', policy, ...asked }: Asked): Promise<Known> {
  const ofAws = ['table', 'region', 'profile', 'endpoint-url'] as const;
  if ((policy ?? ofAws.find((name) => asked[name] !== undefined)) !== undefined) {
    throw wrongUsage(
      '--demo has an account and a policy of its own: no --policy, and nothing of AWS.',
    );
  }
  const { demoSituation } = await import('../explain/demo-situation.ts');
  const { snapshot, policy: ofDemo } = await demoSituation({ seed: 1, language, at: null });
  const { account, region, memory, takenAt } = snapshot;
  return { basis: memory, place: { account, region }, policy: ofDemo, now: takenAt, language };
}

async function knownOfAws(asked: Asked): Promise<Known> {
  const { policy } = choosePolicy(asked.policy);
  const language = asked.lang ?? policy.language;
  const tableName = asked.table ?? USUAL_TABLE;
  const { region, profile, 'endpoint-url': endpoint } = asked;
  const found = await statusInAws({ tableName, region, profile, endpoint });
  if (!found.reached) {
    const sentence = reportWords(language).unreached(found, { tableName, profile });
    throw new CommandError(1, sentence, { trouble: found.why });
  }
  return { ...found, policy, language, now: instant(Date.now()) };
}
