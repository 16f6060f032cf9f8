import * as z from 'zod';

/** The most that both services give at once. */
export const LOAD_BALANCER_PAGE = 400;
/** Of how many DescribeTags speaks. */
export const TAGGED_AT_ONCE = 20;

/** It stands in the commands of a message: nothing but what AWS allows. */
export const nameDocument = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/, 'is not the name of a load balancer');
