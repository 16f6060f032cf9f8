import * as z from 'zod';

/** Of how many DescribeTags speaks. */
export const TAGGED_AT_ONCE = 20;

/** It stands in the commands of a message: nothing but what AWS allows. */
export const nameDocument = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/, 'is not the name of a load balancer');
