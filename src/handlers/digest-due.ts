import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { openAwsDigest } from '../lib/wiring/aws-digest.ts';
import { digestHandler } from '../lib/wiring/digest-handler.ts';
import { LOGGING } from '../lib/wiring/log-text.ts';

const logger = new Logger(LOGGING);

/** EventBridge Scheduler, daily in the policy's zone: the digest and the daily sweep. */
export const handler = middy()
  .before(({ context }) => logger.addContext(context))
  .onError(({ error }) => logger.error('the pass failed', { error }))
  .handler(digestHandler(openAwsDigest, logger));
