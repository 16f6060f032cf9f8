import * as z from 'zod';
import { isNotebookName } from '../model/ids.ts';
import { complaintOf } from './complaint.ts';
import type { Parser } from './reading.ts';

/**
 * Neither status is read: a notebook's is CamelCase and an endpoint's UPPER_CASE, SageMaker may
 * send several events for one change, and by the time of the pass it may be another one.
 */
const NotebookState = z.object({
  NotebookInstanceName: z.custom<string>(
    (value) => typeof value === 'string' && isNotebookName(value),
    'expected the name of a notebook instance',
  ),
});

/** The name of an endpoint has the same form (API reference of CreateEndpoint). */
const EndpointState = z.object({
  EndpointName: z.custom<string>(
    (value) => typeof value === 'string' && isNotebookName(value),
    'expected the name of an endpoint',
  ),
});

const readerOf =
  (schema: z.ZodType<unknown>): Parser =>
  (detail) => {
    const parsed = schema.safeParse(detail);
    if (!parsed.success) return { why: complaintOf(parsed.error, ['detail']) };
    return { cause: 'sagemaker', scope: { kind: 'notebooks' } };
  };

/** SageMaker Notebook Instance State Change. Best effort. */
export const readNotebookState: Parser = readerOf(NotebookState);

/**
 * SageMaker Endpoint State Change. Endpoints themselves are the daily sweep's: whether one is used
 * shows after a day. What somebody does to one is a sign that SageMaker is being worked with.
 */
export const readEndpointState: Parser = readerOf(EndpointState);
