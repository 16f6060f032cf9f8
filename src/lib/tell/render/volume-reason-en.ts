/** What becomes of a volume, in English. */
import type { ReasonCatalogue } from './catalogue.ts';
import { monthlyEn } from './monthly.ts';

export const VOLUME_REASONS_EN = {
  'volume-left': ({ instance, sizeGiB, type, monthlyMicroUsd }, say) =>
    `${say.count(sizeGiB)} GiB ${say.data(type)} stayed behind when ${say.data(instance, 40)} ` +
    `was terminated: ${monthlyEn(monthlyMicroUsd, say)}.`,
  'volume-kept': ({ tag }, say) => `Its tag ${say.data(tag)} says that it is wanted.`,
  'volume-attached': ({ instance }, say) => `It is attached to ${say.data(instance, 40)}.`,
  'volume-going': ({ state }, say) => `Its state is ${say.data(state)}; it is looked at again.`,
  'volume-waits': ({ next }, say) =>
    `It was still on its way when it was last looked at; the next look is ${say.instant(next)}.`,
  'volume-gone': () => 'It is gone.',
} satisfies Partial<ReasonCatalogue>;
