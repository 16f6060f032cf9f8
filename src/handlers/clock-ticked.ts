import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { openAwsSweep } from '../lib/wiring/aws-sweep.ts';
import { LOGGING } from '../lib/wiring/log-text.ts';
import { sweepHandler } from '../lib/wiring/sweep-handler.ts';

const logger = new Logger(LOGGING);

/** EventBridge Scheduler, every five minutes: the safety net that is right alone. */
export const handler = middy()
  .before(({ context }) => logger.addContext(context))
  .onError(({ error }) => logger.error('the pass failed', { error }))
  .handler(sweepHandler(openAwsSweep, logger));
