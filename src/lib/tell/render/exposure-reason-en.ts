/** Who can reach a port, in English. */
import type { ReasonCatalogue } from './catalogue.ts';
import { portsEn } from './exposure-en.ts';
import { someEn } from './list.ts';

export const EXPOSURE_REASONS_EN = {
  exposed: ({ group, ports, instances, more }, say) =>
    `The security group "${say.data(group, 40)}" lets the whole internet reach ` +
    `${portsEn(ports)} of ${someEn([
      ...instances.map((name) => say.data(name, 40)),
      ...(more > 0 ? [`${say.count(more)} more`] : []),
    ])}.`,
  'exposure-known': ({ group, ports }, say) =>
    `The security group "${say.data(group, 40)}" opens ${portsEn(ports)} to the world, as told.`,
  'exposure-ended': ({ group }, say) =>
    `The security group "${say.data(group, 40)}" lets the world reach no sensitive port any more.`,
} satisfies Partial<ReasonCatalogue>;
