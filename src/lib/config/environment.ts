import * as z from 'zod';
import { type AccountId, isAccountId } from '../model/ids.ts';
import { type Duration, seconds } from '../model/instant.ts';

/** Where this function runs, and what else belongs to its stack. */
export interface Environment {
  readonly tableName: string;
  readonly topicArn: string;
  readonly region: string;
  readonly account: AccountId;
  /** Null: no custom events are put. */
  readonly eventBusName: string | null;
  /** Where pages are opened; null: nothing that has links is deployed. */
  readonly linkUrl: string | null;
  /** Where events of other places wait; null where only home is looked after. */
  readonly scopesQueueUrl: string | null;
  /** Of an emulator: the variable that every client of AWS goes by. Undefined: AWS's own. */
  readonly endpoint: string | undefined;
  /** How long Lambda lets one invocation run. */
  readonly timeout: Duration;
}

/** Lambda's own maximum. */
const TIMEOUT_SECONDS_MAX = 900;

const variables = z.object({
  TABLE_NAME: z.string().regex(/^[\w.-]{3,255}$/),
  TOPIC_ARN: z.string().regex(/^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/),
  AWS_REGION: z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/),
  ACCOUNT_ID: z.string().refine(isAccountId),
  EVENT_BUS_NAME: z
    .string()
    .regex(/^[\w.:/-]{1,1600}$/)
    .optional(),
  LINK_URL: z
    .string()
    .regex(/^https:\/\/[a-z0-9.-]+\/?$/)
    .optional(),
  SCOPES_QUEUE_URL: z.url({ protocol: /^https?$/ }).optional(),
  AWS_ENDPOINT_URL: z.url({ protocol: /^https?$/ }).optional(),
  FUNCTION_TIMEOUT_SECONDS: z
    .string()
    .regex(/^[1-9]\d*$/)
    .transform(Number)
    .refine((count) => count <= TIMEOUT_SECONDS_MAX),
});

type Name = keyof z.input<typeof variables>;

/** What would be right, and who sets it. */
const EXPECTED: Readonly<Record<Name, readonly [right: string, origin: string]>> = {
  TABLE_NAME: ['the name of the ledger table', 'serverless.yml'],
  TOPIC_ARN: ['the ARN of the SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME', 'serverless.yml'],
  AWS_REGION: ['the name of a Region, such as ap-northeast-2', 'Lambda itself'],
  ACCOUNT_ID: ['the 12 digits of the account', 'serverless.yml'],
  EVENT_BUS_NAME: ['the name or ARN of an event bus, or not set at all', 'serverless.yml'],
  LINK_URL: ['the URL of the function that links open, or not set at all', 'serverless.yml'],
  SCOPES_QUEUE_URL: ['the URL of the queue of other places, or not set at all', 'serverless.yml'],
  AWS_ENDPOINT_URL: ['the address of an emulator of AWS, or not set at all', 'nobody on AWS'],
  FUNCTION_TIMEOUT_SECONDS: ["the function's timeout, 1 to 900", 'serverless.yml'],
};

/** An empty variable is what an unset one becomes on its way through a template. */
const setOnly = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value));

const isName = (key: unknown): key is Name => typeof key === 'string' && key in EXPECTED;

function complaint(error: z.ZodError, environment: Readonly<Record<string, unknown>>): string {
  const names = [...new Set(error.issues.map((issue) => issue.path[0]))].filter(isName);
  const lines = names.map((name) => {
    const [right, origin] = EXPECTED[name];
    const is = name in environment ? `is ${JSON.stringify(environment[name])}` : 'is not set';
    return `  ${name} ${is}; it must be ${right} (set by ${origin})`;
  });
  return ['Tierkeeper cannot start without these environment variables:', ...lines].join('\n');
}

/** Reads what the template gave this function; one error names all that is missing or malformed. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Environment {
  const given = setOnly(environment);
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new Error(complaint(parsed.error, given));
  return {
    tableName: parsed.data.TABLE_NAME,
    topicArn: parsed.data.TOPIC_ARN,
    region: parsed.data.AWS_REGION,
    account: parsed.data.ACCOUNT_ID,
    eventBusName: parsed.data.EVENT_BUS_NAME ?? null,
    linkUrl: parsed.data.LINK_URL ?? null,
    scopesQueueUrl: parsed.data.SCOPES_QUEUE_URL ?? null,
    endpoint: parsed.data.AWS_ENDPOINT_URL,
    timeout: seconds(parsed.data.FUNCTION_TIMEOUT_SECONDS),
  };
}

/** What Lambda gives every function: the keys of its role. */
export function processCredentials(): {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
} {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error('Lambda has put no credentials into the environment');
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

export const processEnvironment = (): Environment => readEnvironment(process.env);
