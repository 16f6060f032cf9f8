import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const CHAIN = '@aws-sdk/credential-provider-node';
const OWN = '@aws-sdk/credential-provider-env';

/**
 * Lambda puts a function's credentials into its environment, and nowhere else:
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 * The SDK's chain besides carries what reads them from profiles, SSO, STS and instance metadata:
 * an eighth of a bundle, and never asked.
 */
export const lambdaCredentials: Plugin = {
  name: 'lambda-credentials',
  setup(build) {
    const chain = createRequire(import.meta.url).resolve(CHAIN);
    build.onResolve({ filter: new RegExp(`^${CHAIN}$`) }, () => ({
      path: CHAIN,
      namespace: 'lambda-credentials',
    }));
    build.onLoad({ filter: /.*/, namespace: 'lambda-credentials' }, () => ({
      contents: `export { fromEnv as defaultProvider } from '${OWN}';`,
      resolveDir: new URL('.', `file://${chain}`).pathname,
      loader: 'js',
    }));
  },
};
