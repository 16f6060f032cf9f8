/** What the owner keeps for Slack in SSM: read strictly, and never said back. */
import * as z from 'zod';
import { type Fault, fault } from '../../model/fault.ts';

/** An incoming webhook: whoever has the URL can post to its channel. */
export interface SlackWebhook {
  readonly url: string;
}

export interface SlackApp {
  readonly botToken: string;
  /** Slack signs with it what it sends to our Function URL. */
  readonly signingSecret: string;
  /** The id of the channel, which stays when the channel is renamed. */
  readonly channel: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

interface Flaw {
  readonly code: 'NotWebhook' | 'NotDocument' | 'WrongFields';
  readonly right: string;
  readonly fields?: readonly Field[];
}

const bad = (
  parameter: string,
  { code, right, fields = [] }: Flaw,
): { readonly ok: false; readonly fault: Fault } => ({
  ok: false,
  fault: fault('bad-secret', `SSM parameter ${parameter}: ${right}`, {
    awsCode: code,
    culprits: [parameter, ...fields],
  }),
});

/** No port, no query, no other host: a secret can only ever be sent to Slack. */
const WEBHOOK = /^https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[\w/-]+$/;

const WEBHOOK_RIGHT =
  'its value must be the URL of an incoming webhook, https://hooks.slack.com/services/…, ' +
  'and nothing else';

export function parseWebhook(parameter: string, value: string): Parsed<SlackWebhook> {
  const url = value.trim();
  return WEBHOOK.test(url)
    ? { ok: true, value: { url } }
    : bad(parameter, { code: 'NotWebhook', right: WEBHOOK_RIGHT });
}

const FIELDS = {
  botToken: z.string().regex(/^xoxb-[\w-]{5,250}$/),
  signingSecret: z.string().regex(/^[0-9a-f]{16,64}$/i),
  channel: z.string().regex(/^[CG][A-Z0-9]{5,20}$/),
};
const app = z.strictObject(FIELDS);
type Field = keyof typeof FIELDS;

const RIGHT: Readonly<Record<Field, string>> = {
  botToken: 'the bot token, xoxb-…',
  signingSecret: "the app's signing secret, of 32 hexadecimal digits",
  channel: 'the id of a channel, C… (at the end of its details in Slack), not its name',
};

const SHAPE = '{"botToken":"xoxb-…","signingSecret":"…","channel":"C…"}';

const isField = (key: unknown): key is Field => typeof key === 'string' && key in RIGHT;

/** Names the fields that are wrong, and says what each must be; none of what stands there. */
function complaintOf({ issues }: z.ZodError): Flaw {
  const fields = [...new Set(issues.map(({ path }) => path[0]))].filter(isField);
  if (fields.length === 0) {
    const right = `its value must be the JSON document ${SHAPE} and nothing else`;
    return { code: 'NotDocument', right };
  }
  const right = fields.map((field) => `"${field}" must be ${RIGHT[field]}`).join('; ');
  return { code: 'WrongFields', right: `in its JSON ${right}`, fields };
}

export function parseApp(parameter: string, value: string): Parsed<SlackApp> {
  const parsed = app.safeParse(jsonOf(value));
  return parsed.success
    ? { ok: true, value: parsed.data }
    : bad(parameter, complaintOf(parsed.error));
}

/** What is no JSON is no document either, and the error of the parser would quote it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
