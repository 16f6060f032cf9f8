import { STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import { type AwsOptions, clientSettings } from './client-settings.ts';
import type { Credentials } from './signed-json.ts';

const credentialsDocument = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().optional(),
});

/** Those that the SDK's own chain finds. */
export async function credentialsOf(options: AwsOptions): Promise<Credentials> {
  const { config } = new STSClient(clientSettings(options));
  const { sessionToken, ...keys } = credentialsDocument.parse(await config.credentials());
  return sessionToken === undefined ? keys : { ...keys, sessionToken };
}
