/** What every command takes that goes to what is deployed in the caller's own account. */
import * as z from 'zod';
import type { OptionSpec } from './command.ts';
import { POLICY_OPTION } from './policy-option.ts';

export const ACCOUNT_OPTIONS = {
  region: { value: 'NAME', says: 'The Region; else that of the AWS CLI.' },
  stage: { value: 'NAME', says: 'The stage that you have deployed; prod unless said otherwise.' },
  profile: { value: 'NAME', says: 'The profile of the AWS CLI to use.' },
  'endpoint-url': { value: 'URL', says: 'Another endpoint than that of AWS.' },
  policy: POLICY_OPTION,
  lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const accountFields = {
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'must be a Region such as ap-northeast-2')
    .optional(),
  stage: z
    .string()
    .regex(/^[a-zA-Z][\w-]{0,40}$/, 'must be the name of a stage such as prod')
    .default('prod'),
  profile: z.string().optional(),
  'endpoint-url': z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:5000' })
    .optional(),
  policy: z.string().optional(),
  lang: z.enum(['en', 'ko'], 'must be en or ko').optional(),
  json: z.literal(true).optional(),
};

/** As serverless.yml names the ledger. */
export const ledgerOf = (stage: string): string => `tierkeeper-${stage}-ledger`;
