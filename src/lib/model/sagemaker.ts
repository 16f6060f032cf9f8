/** What SageMaker bills by the hour beside notebook instances: hosted models and Studio's apps. */
import type { Instant } from './instant.ts';
import type { Tags } from './tag.ts';

export interface EndpointVariant {
  readonly name: string;
  /** `ml.m5.xlarge`; null: serverless, of several types, or not known any more. */
  readonly type: string | null;
  /** How many run now. */
  readonly instances: number;
  /** What a serverless variant keeps ready and bills; without it, it costs nothing while idle. */
  readonly provisionedConcurrency: number;
}

/** An endpoint that is in service. */
export interface Endpoint {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Instant;
  /** Shadow variants, too: they cost as much. */
  readonly variants: readonly EndpointVariant[];
  /** Requests of the last 24 hours; null: nobody knows, which is not zero. */
  readonly invocations: number | null;
  readonly tags: Tags;
}

/** One that runs, of SageMaker Studio; it is made anew at each start, and has no tags of use. */
export interface StudioApp {
  readonly domainId: string;
  /** Whose it is: a private one's user profile, or a space. */
  readonly owner: { readonly kind: 'user' | 'space'; readonly name: string };
  /** `JupyterLab`, `KernelGateway`, `Canvas`, … */
  readonly type: string;
  readonly name: string;
  /** `ml.t3.medium`; `system` costs nothing; null: AWS did not say. */
  readonly instanceType: string | null;
  readonly createdAt: Instant | null;
}
