/**
 * The Free Tier API has no SDK package: JSON 1.0, signed by hand
 * (docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Operations_AWS_Free_Tier.html).
 */
import * as z from 'zod';
import type { FreeTier, FreeTierUse, PlanState } from '../../model/free-tier.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { usd } from '../../model/money.ts';
import { parseDocument, parseDocuments } from './documents.ts';
import { readAnyhow, readPages } from './pages.ts';
import { type SignedJsonOptions, signedJson } from './signed-json.ts';

/** It is in one Region, and for the whole account. */
const REGION = 'us-east-1';
const ENDPOINT = 'https://freetier.us-east-1.api.aws/';

export type FreeTierOptions = Pick<SignedJsonOptions, 'endpoint' | 'credentials' | 'sleep'>;

/** ISO 8601, or seconds since 1970 as other JSON services have them. */
const time = z
  .union([z.iso.datetime({ offset: true }), z.number()])
  .transform(
    (written): Instant =>
      instant(typeof written === 'number' ? written * 1_000 : Date.parse(written)),
  );

const planDocument = z
  .object({
    accountPlanType: z.enum(['FREE', 'PAID']),
    accountPlanRemainingCredits: z.object({ amount: z.number(), unit: z.string() }).nullish(),
    accountPlanExpirationDate: time.nullish(),
  })
  .transform(({ accountPlanType, accountPlanRemainingCredits: left, ...plan }): PlanState => {
    const isFree = accountPlanType === 'FREE';
    return {
      kind: isFree ? 'free' : 'paid',
      // Another unit than dollars would be another amount.
      remaining: left?.unit === 'USD' ? usd(left.amount) : null,
      endsAt: isFree ? (plan.accountPlanExpirationDate ?? null) : null,
    };
  });

const useDocument = z
  .object({
    usageType: z.string(),
    operation: z.string().default(''),
    freeTierType: z.string().default(''),
    actualUsageAmount: z.number().nonnegative(),
    limit: z.number().nonnegative(),
    unit: z.string().default(''),
  })
  .transform(
    ({ freeTierType, actualUsageAmount, ...use }): FreeTierUse => ({
      ...use,
      kind: freeTierType,
      used: actualUsageAmount,
    }),
  );

const pageDocument = z.object({
  freeTierUsages: z.array(z.unknown()).optional(),
  nextToken: z.string().nullish(),
});

const PAGE_SIZE = 1_000;

const oddDocument = z
  .object({ usageType: z.string().catch(''), unit: z.string().catch('') })
  .catch({ usageType: '', unit: '' });

/** A line of another shape costs no other; what it is worth the meter says. */
const usesOf = (documents: readonly unknown[]): readonly FreeTierUse[] =>
  documents.map((document) => {
    const use = useDocument.safeParse(document);
    if (use.success) return use.data;
    const nothing = { operation: '', kind: '', used: 0, limit: 0 };
    return { ...oddDocument.parse(document), ...nothing, isOdd: true };
  });

export function awsFreeTier(options: FreeTierOptions): FreeTier {
  const call = signedJson({
    ...options,
    endpoint: options.endpoint ?? ENDPOINT,
    region: REGION,
    service: 'freetier',
    target: 'AWSFreeTierService',
    contentType: 'application/x-amz-json-1.0',
  });
  const page = async (nextToken: string | undefined) => {
    const more = nextToken === undefined ? {} : { nextToken };
    const answer = await call('GetFreeTierUsage', { maxResults: PAGE_SIZE, ...more });
    const read = parseDocument(pageDocument, answer, 'the free tier usage');
    return { documents: read.freeTierUsages, nextToken: read.nextToken ?? undefined };
  };
  return {
    planState: () =>
      readAnyhow('freetier:GetAccountPlanState', async () =>
        parseDocuments(planDocument, [await call('GetAccountPlanState', {})], 'accountPlanType'),
      ),
    usage: () => readAnyhow('freetier:GetFreeTierUsage', async () => usesOf(await readPages(page))),
  };
}
