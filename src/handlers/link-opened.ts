import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { linkHandler, openAwsLinks } from '../lib/wiring/aws-link.ts';
import { LOGGING } from '../lib/wiring/log-text.ts';

const logger = new Logger(LOGGING);

/** Function URL: pages of links, what is pressed on them, and the buttons of Slack. */
export const handler = middy()
  .before(({ context }) => logger.addContext(context))
  .onError(({ error }) => logger.error('the request failed', { error }))
  .handler(linkHandler(openAwsLinks, logger));
