/** Which AWS to reach. What is left out, the SDK's own chain decides, as for any AWS tool. */
export interface AwsOptions {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly profile?: string | undefined;
}

/**
 * One call may take 10 s and be tried three times, so that a hanging connection cannot eat a whole
 * pass. Without `throwOnRequestTimeout` the SDK would only warn.
 */
export const clientSettings = ({ region, endpoint, profile }: AwsOptions) => ({
  ...(region === undefined ? {} : { region }),
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(profile === undefined ? {} : { profile }),
  retryMode: 'standard',
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 2_000,
    requestTimeout: 10_000,
    throwOnRequestTimeout: true,
  },
});
