/** Why the free-tier guard does what it does, in English. */
import type { LimitName } from '../../model/meter.ts';
import type { ReasonEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { quantity } from './quantity.ts';
import type { Say } from './say.ts';

export const FREE_EN: Readonly<Record<LimitName, string>> = {
  instanceHoursLinux: 'free Linux hours',
  instanceHoursWindows: 'free Windows hours',
  volumeGibMonths: 'free GiB-months of EBS',
  publicIpv4Hours: 'free hours of public IPv4',
};

type Closed = ReasonEvidence['guard-closed'];

const used = ({ limit, used: sum, allowed, stopAtPercent }: Closed): string =>
  `${quantity(sum)} of the month's ${quantity(allowed)} ${FREE_EN[limit]} are used; ` +
  `the guard begins at ${stopAtPercent} %.`;

const tooLittle = (evidence: Closed, say: Say): string =>
  `${used(evidence)} What is left does not last until ${say.instant(evidence.until)} for all ` +
  'that runs';

export const GUARD_REASONS_EN = {
  'guard-warned': (evidence, say) =>
    tooLittle(evidence, say) +
    (evidence.stopAt === null ? '.' : `, so it stops at ${say.clock(evidence.stopAt)}.`),
  'guard-waiting': (evidence, say) =>
    `${tooLittle(evidence, say)}. You were warned: it stops at ${say.clock(evidence.stopAt)}.`,
  'guard-stop': (evidence, say) =>
    `${tooLittle(evidence, say)}, and nothing changed after the warning at ` +
    `${say.clock(evidence.warnedAt)}.`,
  'guard-closed': (evidence, say) =>
    `${used(evidence)} Until ${say.instant(evidence.until)} Tierkeeper starts nothing that draws ` +
    'on them.',
  'guard-kept': (evidence, say) =>
    `${used(evidence)} What is left is enough for it until ${say.instant(evidence.until)}.`,
  'guard-withdrawn': () => 'What is free is enough for it again.',
  'guard-restart': ({ stoppedAt }, say) =>
    `The free-tier guard stopped it on ${say.instant(stoppedAt)}, and a new month has begun ` +
    '(freeTier.restart).',
  'guard-restart-waits': ({ stoppedAt }, say) =>
    `The free-tier guard stopped it on ${say.instant(stoppedAt)}. It is started again when its ` +
    'schedule wants it running.',
} satisfies Partial<ReasonCatalogue>;
