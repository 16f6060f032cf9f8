/** How an instance is, in English. */
import type { ReasonCatalogue } from './catalogue.ts';
import { failedSinceEn, overEn, passesSinceEn, plannedEn } from './health-en.ts';

export const HEALTH_REASONS_EN = {
  impaired: (evidence, say) => `${failedSinceEn(evidence, say)}.`,
  'impaired-lately': (evidence, say) =>
    `${failedSinceEn(evidence, say)}; if that lasts, it is told at ${say.clock(evidence.tellAt)}.`,
  'well-lately': (evidence, say) => `${passesSinceEn(evidence, say)}; if that lasts, it is well.`,
  'well-again': (evidence, say) =>
    `It is well again: a failure that began on ${say.instant(evidence.since)} is over.`,
  'passing-again': () => 'A status check failed for a moment, and passes again.',
  'scheduled-event': (evidence, say) => `${plannedEn(evidence, say)}.`,
  'scheduled-event-over': (evidence) => overEn(evidence),
  'status-unknown': ({ state }, say) =>
    state === 'running'
      ? 'EC2 shows no status of it just now.'
      : `EC2 shows its status only while it runs; it is ${say.data(state)}.`,
} satisfies Partial<ReasonCatalogue>;
