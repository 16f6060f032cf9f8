/** What `tierkeeper report` takes, and what does not go together. */
import * as z from 'zod';
import { wrongUsage } from '../command.ts';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
const TABLE = /^[\w.-]{3,255}$/;

export const reportOptions = z.object({
  html: z.literal(true).optional(),
  month: z.union([z.literal(true), z.string()]).optional(),
  csv: z.literal(true).optional(),
  json: z.literal(true).optional(),
  out: z.string().optional(),
  demo: z.literal(true).optional(),
  place: z.string().optional(),
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

export type Asked = z.output<typeof reportOptions>;

export function refuseAwsOfDemo(asked: Asked): void {
  const ofAws = ['policy', 'place', 'table', 'region', 'profile', 'endpoint-url'] as const;
  if (ofAws.some((name) => asked[name] !== undefined)) {
    throw wrongUsage(
      '--demo has an account and a policy of its own: no --policy, and nothing of AWS.',
    );
  }
}

export function refuseMixed(asked: Asked, operand: string | null): void {
  const { html, month, csv, json, out } = asked;
  if ((html === undefined) === (month === undefined)) {
    throw wrongUsage(
      'Say what the report is to be: tierkeeper report --html, or tierkeeper report --month',
    );
  }
  const ofMonth = [operand, csv, json].some((one) => one !== null && one !== undefined);
  if (html && ofMonth)
    throw wrongUsage('A month, --csv and --json go with --month, not with --html.');
  if (month !== undefined && out !== undefined) {
    throw wrongUsage('--out goes with --html: savings are printed.');
  }
  if (csv && json) throw wrongUsage('Choose one of --csv and --json.');
}
