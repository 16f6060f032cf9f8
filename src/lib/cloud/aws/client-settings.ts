import type { EC2ClientConfig } from '@aws-sdk/client-ec2';
import type { Credentials } from './signed-json.ts';

/** Which AWS to reach. What is left out, the SDK's own chain decides, as for any AWS tool. */
export interface AwsOptions {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly profile?: string | undefined;
  /** Of a role that was assumed; what is left out, the SDK's own chain finds. */
  readonly credentials?: Credentials | undefined;
  /** Of other clients, so that connections are shared by those of many places. */
  readonly requestHandler?: RequestHandler | undefined;
}

export type RequestHandler = NonNullable<EC2ClientConfig['requestHandler']>;

const REQUESTS = {
  connectionTimeout: 2_000,
  requestTimeout: 10_000,
  throwOnRequestTimeout: true,
};

/**
 * One call may take 10 s and be tried three times, so that a hanging connection cannot eat a whole
 * pass. Without `throwOnRequestTimeout` the SDK would only warn.
 */
export const clientSettings = ({
  region,
  endpoint,
  profile,
  credentials,
  requestHandler = REQUESTS,
}: AwsOptions) => ({
  ...(region === undefined ? {} : { region }),
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(profile === undefined ? {} : { profile }),
  retryMode: 'standard',
  maxAttempts: 3,
  ...(credentials === undefined ? {} : { credentials }),
  requestHandler,
});
