/**
 * Savings Plans of the account. One call a day is too little for an SDK package: signed by hand
 * (docs.aws.amazon.com/savingsplans/latest/APIReference/API_DescribeSavingsPlans.html).
 */
import * as z from 'zod';
import { type Instant, instant } from '../../../model/instant.ts';
import { usd } from '../../../model/money.ts';
import type { OddPlan, PlanScope, SavingsPlan, SeenPlan } from '../../../model/savings-plan.ts';
import { parseDocument } from '../documents.ts';
import { readPages } from '../pages.ts';
import type { Credentials } from '../signed-json.ts';
import { restCall } from '../signed-rest.ts';

export interface SavingsPlanOptions {
  /** Of an emulator; AWS's own by default. */
  readonly endpoint?: string | undefined;
  readonly credentials: Credentials;
}

/** It is in one Region, and for the whole account. */
const REGION = 'us-east-1';
const ENDPOINT = 'https://savingsplans.amazonaws.com/';

/**
 * All that is owed now or will be: bought and not yet confirmed, waiting for its day, and about to
 * be given back, too.
 */
const STATES = ['active', 'payment-pending', 'pending-return', 'queued'];

const PAGE_SIZE = 1_000;

const time = z.iso
  .datetime({ offset: true })
  .transform((written): Instant => instant(Date.parse(written)));

const fields = {
  savingsPlanId: z.string(),
  start: time,
  end: time,
  commitment: z.string().regex(/^\d+(\.\d+)?$/, 'is no amount'),
  currency: z.string().default('USD'),
};

/** One of `SavingsPlanType`; what is not among them is odd. */
const planDocument = z.discriminatedUnion('savingsPlanType', [
  z.object({ ...fields, savingsPlanType: z.enum(['Compute']) }),
  z.object({
    ...fields,
    savingsPlanType: z.enum(['EC2Instance']),
    region: z.string().min(1),
    ec2InstanceFamily: z.string().min(1),
  }),
  z.object({ ...fields, savingsPlanType: z.enum(['SageMaker', 'Database']) }),
]);

type PlanDocument = z.infer<typeof planDocument>;

function scopeOf(document: PlanDocument): PlanScope {
  switch (document.savingsPlanType) {
    case 'Compute':
      return { of: 'compute' };
    case 'EC2Instance':
      return { of: 'family', family: document.ec2InstanceFamily, region: document.region };
    case 'SageMaker':
    case 'Database':
      return { of: 'other', type: document.savingsPlanType };
  }
}

const planOf = (document: PlanDocument): SavingsPlan => ({
  id: document.savingsPlanId,
  scope: scopeOf(document),
  // Another currency would be another amount.
  commitmentMicroUsdPerHour: document.currency === 'USD' ? usd(Number(document.commitment)) : null,
  startsAt: document.start,
  endsAt: document.end,
});

const labelled = z.record(z.string(), z.unknown()).catch({});
const text = z.union([z.string(), z.number()]).transform(String).catch('');

function oddOf(document: unknown, { issues: [issue] }: z.ZodError): OddPlan {
  const said = labelled.parse(document);
  const odd = String(issue?.path[0] ?? 'savingsPlanType');
  return { id: text.parse(said['savingsPlanId']), odd, value: text.parse(said[odd]) };
}

/** One of another shape costs no other. */
function seenIn(document: unknown): SeenPlan {
  const { success, data, error } = planDocument.safeParse(document);
  return success ? planOf(data) : oddOf(document, error);
}

const pageDocument = z.object({
  savingsPlans: z.array(z.unknown()).optional(),
  nextToken: z.string().nullish(),
});

export async function readSavingsPlans(options: SavingsPlanOptions): Promise<readonly SeenPlan[]> {
  const { endpoint = ENDPOINT, credentials } = options;
  const signing = { service: 'savingsplans', region: REGION, endpoint };
  const reached = { ...signing, credentials: () => credentials };
  const documents = await readPages(async (nextToken) => {
    const more = nextToken === undefined ? {} : { nextToken };
    const answer = await restCall(reached, {
      method: 'POST',
      path: '/DescribeSavingsPlans',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ states: STATES, maxResults: PAGE_SIZE, ...more }),
    });
    const read = parseDocument(pageDocument, answer, 'the Savings Plans');
    return { documents: read.savingsPlans, nextToken: read.nextToken ?? undefined };
  });
  return documents.map(seenIn);
}
