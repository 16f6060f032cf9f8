/** The channels in Slack that the policy names: their secrets are read when they first send. */
import type { AwsOptions } from '../cloud/aws/client-settings.ts';
import type { Time } from '../cloud/aws/ports.ts';
import { type ReadSecret, secretReader, ssmClient } from '../cloud/aws/ssm.ts';
import type { Channel } from '../cloud/cloud.ts';
import { slackApp } from '../cloud/slack/app.ts';
import { openLine } from '../cloud/slack/line.ts';
import type { Fetch } from '../cloud/slack/post.ts';
import { type Parsed, parseApp, parseWebhook } from '../cloud/slack/secret.ts';
import { slackWebhook } from '../cloud/slack/webhook.ts';
import type { Policy } from '../model/policy.ts';

/** Of one process: the channels share a line, and no parameter is read twice. */
export function slackChannels(
  { webhook, app }: Policy['tell']['slack'],
  options: AwsOptions & Time & { readonly fetch: Fetch },
): readonly Channel[] {
  if (webhook === null && app === null) return [];
  const read = secretReader(ssmClient(options));
  const line = openLine(options);
  return [
    ...(webhook === null
      ? []
      : [slackWebhook({ line, secret: parsedBy(read, webhook, parseWebhook) })]),
    ...(app === null ? [] : [slackApp({ line, secret: parsedBy(read, app, parseApp) })]),
  ];
}

const parsedBy =
  <T>(read: ReadSecret, parameter: string, parse: (name: string, value: string) => Parsed<T>) =>
  async (): Promise<Parsed<T>> => {
    const secret = await read(parameter);
    return secret.read ? parse(parameter, secret.value) : { ok: false, fault: secret.fault };
  };
