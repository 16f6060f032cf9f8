/** What the signals of an instance say, in English. */
import type { ReasonEvidence, ServerSign, SignalEvidence } from '../../model/reason.ts';
import type { ReasonCatalogue } from './catalogue.ts';
import { surplusEn } from './credit-reason-en.ts';
import { FAULTS_EN } from './fault-en.ts';
import { someEn } from './list.ts';
import type { Say } from './say.ts';

export const SIGNALS_EN = {
  cpu: 'CPU',
  network: 'the network',
  ebs: 'the disks',
  credits: 'what its CPU credits lack of a full balance',
} as const;

const value = (amount: number, unit: SignalEvidence['unit'], say: Say): string => {
  switch (unit) {
    case 'percent':
      return `${say.measure(amount)} %`;
    case 'bytes/minute':
      return `${say.bytes(amount)} a minute`;
    case 'operations/second':
      return `${say.measure(amount)} operations a second`;
    case 'credits':
      return say.measure(amount);
  }
};

const limit = ({ threshold, unit }: SignalEvidence, say: Say): string => {
  if (unit === 'percent') return `${say.measure(threshold)} %`;
  return unit === 'bytes/minute' ? say.bytes(threshold) : say.measure(threshold);
};

const reached = (signal: SignalEvidence, say: Say): string =>
  `${value(signal.max, signal.unit, say)} (limit ${limit(signal, say)})`;

/** As in a list, where no sentence is built around it. */
const LISTED = {
  cpu: 'CPU',
  network: 'network',
  ebs: 'disks',
  credits: SIGNALS_EN.credits,
} as const;

type IdleEvidence = Pick<ReasonEvidence['idle'], 'signals' | 'window'>;

const quiet = ({ signals, window }: IdleEvidence, say: Say): string => {
  const parts = signals.map((signal, index) => {
    const most = `${index === 0 ? 'at most ' : ''}${reached(signal, say)}`;
    return `${LISTED[signal.signal]} ${most}`;
  });
  return `Idle for ${say.duration(window)}: ${parts.join(', ')}.`;
};

const inUse = ({ signal }: { readonly signal: SignalEvidence }, say: Say): string =>
  `${SIGNALS_EN[signal.signal]} reached ${reached(signal, say)}`;

const sign = (one: ServerSign, say: Say): string => {
  switch (one.sign) {
    case 'elastic-ip':
      return `Elastic IP ${say.data(one.publicIp)}`;
    case 'open-port':
      return `port ${one.port} open to the world`;
    case 'load-balancer':
      return `behind the load balancer ${say.data(one.group)}`;
    case 'no-source-dest-check':
      return 'source/destination check off, as on a router';
  }
};

const UNKNOWN: Readonly<
  Record<
    ReasonEvidence['idle-unknown']['why'],
    (of: ReasonEvidence['idle-unknown'], say: Say) => string
  >
> = {
  refused: ({ signal, metric }, say) =>
    `CloudWatch did not show ${metric === null ? SIGNALS_EN[signal] : say.data(metric)}`,
  'few-datapoints': ({ signal, coveragePercent }, say) =>
    `only ${say.measure(coveragePercent)} % of the datapoints for ${SIGNALS_EN[signal]} are there`,
  stale: ({ signal }) => `the newest datapoint for ${SIGNALS_EN[signal]} is too old`,
  'not-asked': ({ signal }) => `${SIGNALS_EN[signal]} was not asked about in this pass`,
  'no-gpu-signal': () => 'it has a GPU or another accelerator, and no metric shows its work',
};

/** What helps where it does not help itself. */
const REMEDIES: typeof UNKNOWN = {
  refused: ({ fault }, say) =>
    fault?.code === 'access-denied' && fault.permission !== null
      ? `Allow ${say.data(fault.permission)} to Tierkeeper's role; deploying it again does.`
      : `${fault === null ? '' : FAULTS_EN[fault.code](fault, say)} If it stays so, ` +
        'see whether other tools use up the CloudWatch calls of this account.',
  'few-datapoints': () =>
    'If it never runs for longer, set a shorter window on it (tag tierkeeper:idle=30m); ' +
    'else see in CloudWatch whether its metrics arrive.',
  stale: () => 'See in CloudWatch whether its metrics arrive, and whether its status checks pass.',
  'not-asked': () => '',
  'no-gpu-signal': () =>
    'A schedule can stop it (tag tierkeeper:schedule); tierkeeper:idle=never ends this message.',
};

/** A gap that has only just opened may close by itself. */
const remedy = (evidence: ReasonEvidence['idle-unknown'], say: Say): string =>
  evidence.since === null ? '' : ` ${REMEDIES[evidence.why](evidence, say)}`.trimEnd();

export const IDLE_REASONS_EN = {
  'idle-warned': (evidence, say) =>
    quiet(evidence, say) +
    (evidence.stopAt === null
      ? ''
      : ` Unless it is used, it stops at ${say.clock(evidence.stopAt)}.`) +
    (evidence.surplus ? ` ${surplusEn(evidence.surplus, say)}` : ''),
  'idle-waiting': (evidence, say) =>
    `${quiet(evidence, say)} You were warned: unless it is used, ` +
    `it stops at ${say.clock(evidence.stopAt)}.`,
  'warning-not-sent': ({ warnedAt }, say) =>
    `The warning of ${say.instant(warnedAt)} has reached nobody yet, so the wait has not begun.`,
  idle: (evidence, say) =>
    `${quiet(evidence, say)} Nothing changed after the warning at ${say.clock(evidence.warnedAt)}.`,
  'idle-server': (evidence, say) =>
    `${quiet(evidence, say)} But it looks like a server ` +
    `(${someEn(evidence.signs.map((one) => sign(one, say)))}), so stopping it is only proposed.`,
  'idle-withdrawn': (evidence, say) => `It is in use again: ${inUse(evidence, say)}.`,
  busy: (evidence, say) => `It is in use: ${inUse(evidence, say)}.`,
  'idle-unknown': (evidence, say) =>
    `Whether it is idle ${
      evidence.since === null
        ? 'is not known'
        : `has not been known since ${say.instant(evidence.since)}`
    }: ${UNKNOWN[evidence.why](evidence, say)}.${remedy(evidence, say)}`,
  'idle-off': ({ by }) =>
    by === 'tag'
      ? 'Its tag tierkeeper:idle=never rules out idle stops.'
      : 'The policy has idle stops off (idle.on).',
  'boot-grace': ({ until }, say) =>
    `It has just started, and is not judged before ${say.clock(until)}.`,
  'cool-down': ({ until }, say) =>
    `It was stopped a short while ago, and is not stopped again before ${say.instant(until)}.`,
  'nobody-to-warn': () => 'It is not stopped, because nobody has confirmed to receive the warning.',
} satisfies Partial<ReasonCatalogue>;
