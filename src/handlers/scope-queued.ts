import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { openAwsScopes } from '../lib/wiring/aws-scopes.ts';
import { LOGGING } from '../lib/wiring/log-text.ts';
import { scopeHandler } from '../lib/wiring/scope-handler.ts';

const logger = new Logger(LOGGING);

/** SQS: wakes of other Regions and accounts, up to five at once. */
export const handler = middy()
  .before(({ context }) => logger.addContext(context))
  .onError(({ error }) => logger.error('the batch failed', { error }))
  .handler(scopeHandler(openAwsScopes, logger));
