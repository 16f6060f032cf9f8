/** A metric that a lifecycle script of the owner's publishes of a notebook. */
import type { Instant } from '../../model/instant.ts';
import type { NotebookMetric } from '../../model/policy.ts';

export interface PublishedMetric extends Pick<NotebookMetric, 'namespace' | 'name' | 'dimension'> {
  /** The highest value of the five minutes that begin then; null: the script missed them. */
  readonly valueAt: (at: Instant) => number | null;
}
