import * as z from 'zod';

/**
 * A name that stands in the commands of a message. No service of the sweep allows one that a
 * shell would read as anything else: what comes otherwise is not AWS's.
 */
export const nameDocument = z
  .string()
  .regex(/^[A-Za-z0-9_][\w.-]*$/, 'is not the name of anything');
