/** Every reason in one plain English sentence or two. "It" is the instance (volume, address). */
import type { OutcomeResult } from '../../model/action.ts';
import { BY_LINK } from '../../model/link.ts';
import type {
  Reason,
  ReasonEvidence,
  ServerSign,
  SignalEvidence,
  SurplusCharge,
} from '../../model/reason.ts';
import { type ReasonCatalogue, reasonIn } from './catalogue.ts';
import { EDGE_REASONS_EN } from './edge-reason-en.ts';
import { portsEn } from './exposure-en.ts';
import { FAULTS_EN } from './fault-en.ts';
import { failedSinceEn, overEn, passesSinceEn, plannedEn } from './health-en.ts';
import { OWNERS_EN } from './owner.ts';
import type { Say } from './say.ts';

const SELECTORS: Readonly<Record<ReasonEvidence['not-selected']['by'], string>> = {
  manage: 'The policy manages only what carries a tierkeeper: tag (manage: tagged); it has none.',
  names: 'Its name is not among those that the policy selects (select.names).',
  tags: 'Its tags are not those that the policy selects (select.tags).',
  types: 'Its type is not among those that the policy selects (select.types).',
};

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
  `${value(signal.max, signal.unit, say)} (threshold ${limit(signal, say)})`;

const inList = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type IdleEvidence = Pick<ReasonEvidence['idle'], 'signals' | 'window'>;

const quiet = ({ signals, window }: IdleEvidence, say: Say): string => {
  const parts = signals.map((signal, index) => {
    const at = index === 0 ? 'stayed at or below' : 'at';
    return `${SIGNALS_EN[signal.signal]} ${at} ${reached(signal, say)}`;
  });
  return `${capital(inList(parts))} for ${say.duration(window)}.`;
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

/** So many of a list that a sentence stays one. */
const MOST_LISTED = 4;

const some = (items: readonly string[]): string => {
  const rest = items.length - MOST_LISTED;
  return rest > 0 ? inList([...items.slice(0, MOST_LISTED), `${rest} more`]) : inList(items);
};

type HoldEvidence = ReasonEvidence['held'];

const holder = ({ by, why }: HoldEvidence, say: Say): string => {
  const who = by === BY_LINK ? 'asked for by a link' : say.data(by);
  const note = say.data(why);
  if (who === '' && note === '') return '';
  return ` (${[who, note === '' ? '' : `"${note}"`].filter((part) => part !== '').join(': ')})`;
};

export const RESULTS_EN: Readonly<Record<OutcomeResult, string>> = {
  stopped: 'It is stopped.',
  started: 'It is running.',
  associated: 'The address is in place.',
  held: 'A hold, a pause or a lower mode came in between, so nothing was done.',
  protected: 'AWS refused, because its stop protection is on.',
  refused: 'AWS refused.',
  'fell-back': 'It went back to stopped by itself.',
  stuck: 'It has been on its way for 10 minutes and has not arrived.',
  gone: 'It is not there any more.',
  interrupted: 'The pass ended before the call; it is decided anew.',
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

const LIMITS: Readonly<Record<ReasonEvidence['over-limit']['limit'], (allowed: string) => string>> =
  {
    stopsPerPass: (allowed) => `Not more than ${allowed} are stopped in one pass`,
    actionsPerHour: (allowed) => `Not more than ${allowed} actions are taken in an hour`,
    sharePercent: (allowed) =>
      `Not more than ${allowed} % of the running instances are stopped for idleness in an hour`,
  };

/** What a stop charges for credits that were spent in advance. */
export const surplusEn = ({ credits, microUsd }: SurplusCharge, say: Say): string =>
  `Stopping it charges the ${say.measure(credits)} CPU credits that it spent in advance ` +
  `(unlimited mode): ${microUsd === null ? say.price(null) : `about ${say.money(microUsd)}`}.`;

const REASONS_EN: ReasonCatalogue = {
  'operator-managed': ({ principal }, say) =>
    `AWS itself runs it${principal === null ? '' : ` for ${say.data(principal)}`}, ` +
    `so it is left to AWS.`,
  'owned-by': ({ owner, tag, value: name }, say) =>
    `It belongs to ${OWNERS_EN[owner]} (${say.data(tag)}: ${say.data(name)}), ` +
    `which would replace it if it stopped.`,
  'spot-one-time': ({ requestId }, say) =>
    `It is a one-time Spot Instance (${say.data(requestId)}), which AWS cannot stop, ` +
    `only terminate.`,
  'instance-store-root': () =>
    'Its root disk is an instance store, so AWS cannot stop it, only terminate it.',
  'dedicated-host': () => 'It is on a Dedicated Host, which costs the same when it is stopped.',
  'capacity-block': () => 'It is in a Capacity Block, which is paid for in advance.',
  'not-selected': ({ by }) => SELECTORS[by],
  ignored: ({ tag }, say) => `Its tag ${say.data(tag)} tells Tierkeeper to ignore it.`,
  gone: ({ state }, say) =>
    state === 'terminated' ? 'It is terminated.' : `It is going away (${say.data(state)}).`,
  'keep-tag': ({ tag }, say) => `Its tag ${say.data(tag)} says to keep it as it is.`,
  'stop-protected': ({ seenAt }, say) =>
    `Its stop protection is on: AWS refused to stop it at ${say.instant(seenAt)}.`,
  'too-young': ({ since, minimumUptime }, say) =>
    `It started at ${say.instant(since)}, and is left alone for its first ` +
    `${say.duration(minimumUptime)}.`,
  'unreadable-tag': ({ tag, value: text, expected, problem }, say) =>
    `Its tag ${say.data(tag)} says "${say.data(text)}", which cannot be read, ` +
    `so it is left alone. ${problem === undefined ? '' : `${say.data(problem, 200)} `}` +
    `The tag takes ${say.data(expected, 200)}.`,
  'instance-store-data': ({ type }, say) =>
    `Its type, ${say.data(type)}, has instance-store disks, and a stop would erase them.`,
  held: (evidence, say) =>
    `It is on hold until ${say.farInstant(evidence.until)}${holder(evidence, say)}.`,
  'hold-wants-running': (evidence, say) =>
    `A hold wants it running until ${say.farInstant(evidence.until)}${holder(evidence, say)}.`,
  'hold-wants-stopped': (evidence, say) =>
    `A hold wants it stopped until ${say.farInstant(evidence.until)}${holder(evidence, say)}.`,
  paused: ({ since }, say) => `Tierkeeper has been paused since ${say.instant(since)}.`,
  ...EDGE_REASONS_EN,
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
    `(${some(evidence.signs.map((one) => sign(one, say)))}), so stopping it is only proposed.`,
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
  'in-transition': ({ state, since }, say) =>
    `A change is under way (${say.data(state)} since ${say.instant(since)}).`,
  'over-limit': ({ limit: which, allowed }, say) =>
    `${LIMITS[which](say.count(allowed))} (limits.${which}); this one waits its turn.`,
  incomplete: ({ family, fault }, say) =>
    `The list of ${say.data(family)} could not be read, so nothing is decided. ` +
    `${FAULTS_EN[fault.code](fault, say)}`,
  'nothing-due': ({ state }, say) => `It is ${say.data(state)}, and nothing is due.`,
  'address-in-place': ({ publicIp }, say) => `Its address ${say.data(publicIp)} is in place.`,
  'address-lost': ({ allocationId, publicIp }, say) =>
    `Its tag claims the address ${say.data(publicIp)} (${say.data(allocationId)}), ` +
    'which is not on it.',
  'address-waits': ({ declared, state }, say) =>
    `Its address (${say.data(declared)}) is for when it runs; now it is ${say.data(state)}.`,
  'address-unknown': ({ declared }, say) =>
    `Its tag names the address ${say.data(declared)}, which is not in this Region: ` +
    'released, or never there.',
  'address-elsewhere': ({ publicIp, holder: other }, say) =>
    `Its address ${say.data(publicIp)} is on ${say.data(other)}, ` +
    `and Tierkeeper takes no address from anybody.`,
  'address-claimed-twice': ({ declared, claimants }, say) =>
    `The address ${say.data(declared)} is named by ` +
    `${some(claimants.map((one) => say.data(one, 40)))} at once, so none of them gets it.`,
  'address-occupied': ({ declared, publicIp }, say) =>
    `It already has the Elastic IP ${say.data(publicIp)}, ` +
    `so ${say.data(declared)} is not put on it.`,
  'address-no-interface': ({ declared }, say) =>
    `It has no network interface that could take the address ${say.data(declared)}.`,
  'address-border-group': ({ publicIp, group, zone }, say) =>
    `Its address ${say.data(publicIp)} is of the network border group ${say.data(group)}, and ` +
    `AWS does not put that on an instance in ${say.data(zone)}. It needs another address.`,
  'address-managed': ({ declared, by }, say) =>
    `Its network interface belongs to ${say.data(by)}: AWS lets nobody else put an address on it ` +
    `(${say.data(declared)}).`,
  'pool-empty': ({ pool }, say) =>
    `No address of the pool "${say.data(pool)}" is free. AWS allows five a Region unless you ask ` +
    'for more in Service Quotas.',
  'address-left': ({ publicIp, instance, monthlyMicroUsd, successor }, say) =>
    `The Elastic IP ${say.data(publicIp)} was on ${say.data(instance, 40)}, which is terminated. ` +
    `Nothing uses it, and it costs money: ${monthly(monthlyMicroUsd, say)}.` +
    (successor === null ? '' : ` It may belong on ${say.data(successor, 40)} now.`),
  'address-settled': ({ publicIp }, say) =>
    `The address ${say.data(publicIp)} is in use again, or released.`,
  'volume-left': ({ instance, sizeGiB, type, monthlyMicroUsd }, say) =>
    `${say.count(sizeGiB)} GiB ${say.data(type)} stayed behind when ${say.data(instance, 40)} ` +
    `was terminated: ${monthly(monthlyMicroUsd, say)}.`,
  'volume-kept': ({ tag }, say) => `Its tag ${say.data(tag)} says that it is wanted.`,
  'volume-attached': ({ instance }, say) => `It is attached to ${say.data(instance, 40)}.`,
  'volume-going': ({ state }, say) => `Its state is ${say.data(state)}; it is looked at again.`,
  'volume-waits': ({ next }, say) =>
    `It was still on its way when it was last looked at; the next look is ${say.instant(next)}.`,
  'volume-gone': () => 'It is gone.',
  exposed: ({ group, ports, instances, more }, say) =>
    `The security group "${say.data(group, 40)}" lets the whole internet reach ` +
    `${portsEn(ports)} of ${some([
      ...instances.map((name) => say.data(name, 40)),
      ...(more > 0 ? [`${say.count(more)} more`] : []),
    ])}.`,
  'exposure-known': ({ group, ports }, say) =>
    `The security group "${say.data(group, 40)}" opens ${portsEn(ports)} to the world, as told.`,
  'exposure-ended': ({ group }, say) =>
    `The security group "${say.data(group, 40)}" lets the world reach no sensitive port any more.`,
  impaired: (evidence, say) => `${failedSinceEn(evidence, say)}.`,
  'impaired-lately': (evidence, say) =>
    `${failedSinceEn(evidence, say)}; if that lasts, it is told at ${say.clock(evidence.tellAt)}.`,
  'well-lately': (evidence, say) => `${passesSinceEn(evidence, say)}; if that lasts, it is well.`,
  'well-again': (evidence, say) =>
    `It is well again: a failure that began at ${say.instant(evidence.since)} is over.`,
  'passing-again': () => 'A status check failed for a moment, and passes again.',
  'scheduled-event': (evidence, say) => `${plannedEn(evidence, say)}.`,
  'scheduled-event-over': (evidence) => overEn(evidence),
  'status-unknown': ({ state }, say) =>
    state === 'running'
      ? 'EC2 shows no status of it just now.'
      : `EC2 shows its status only while it runs; it is ${say.data(state)}.`,
  'notebook-longest': ({ since, longest }, say) =>
    `It has run since ${say.instant(since)}, longer than ${say.duration(longest)} ` +
    '(notebooks.longest). SageMaker measures no idleness of notebooks: it may have been in use.',
  'notebook-longest-near': ({ since, longest, stopAt }, say) =>
    `It has run since ${say.instant(since)}, and ${say.duration(longest)} are the most ` +
    `(notebooks.longest): it stops at ${say.instant(stopAt)}. ` +
    'SageMaker measures no idleness of notebooks: it may be in use.',
  'notebook-idle': (evidence, say) => `${notebookQuiet(evidence, say)}.`,
  'notebook-idle-near': (evidence, say) =>
    `${notebookQuiet(evidence, say)}: it stops at ${say.instant(evidence.stopAt)}.`,
  'notebook-busy': ({ metric, max, below }, say) =>
    `It is in use: ${say.data(metric, 100)} rose to ${say.measure(max)} (idle is under ` +
    `${say.measure(below)}).`,
  'notebook-unknown': ({ metric, why, coveragePercent, fault }, say) =>
    `Whether it is idle is not known: ${NOTEBOOK_GAPS[why](say.measure(coveragePercent))} ` +
    `(${say.data(metric, 100)}).${fault === null ? '' : ` ${FAULTS_EN[fault.code](fault, say)}`}`,
  'credits-charged': ({ credits, microUsd: sum }, say) =>
    `In the last 24 hours it used ${say.measure(credits)} CPU credits more than it earned, and ` +
    `AWS charged them (unlimited mode): ${sum === null ? say.price(null) : say.money(sum)}. ` +
    'Standard mode charges nothing and slows its CPU instead.',
  'credits-exhausted': ({ length, isLaunchCredit, vcpuHourMicroUsd: hour }, say) =>
    `It had no CPU credits left for ${say.duration(length)} of the last 24 hours, so its CPU was ` +
    'held to its baseline. Unlimited mode lifts that, and charges ' +
    `${hour === null ? 'for it' : `${say.money(hour)} a vCPU-hour beyond what it earns`}.` +
    (isLaunchCredit ? ' A t2 begins with launch credits; these are spent.' : ''),
  outcome: ({ result }) => RESULTS_EN[result],
};

const notebookQuiet = (
  { metric, window, max, below }: ReasonEvidence['notebook-idle'],
  say: Say,
): string =>
  `${say.data(metric, 100)} stayed at ${say.measure(max)} or less for ${say.duration(window)} ` +
  `(idle is under ${say.measure(below)})`;

const NOTEBOOK_GAPS: Readonly<
  Record<ReasonEvidence['notebook-unknown']['why'], (coverage: string) => string>
> = {
  refused: () => 'CloudWatch did not show the metric that the policy names',
  'few-datapoints': (coverage) =>
    `only ${coverage} % of the datapoints are there of the metric that the policy names`,
  stale: () => 'the newest datapoint of the metric that the policy names is too old',
  'not-asked': () => 'the metric that the policy names was not asked for in this pass',
};

const monthly = (sum: ReasonEvidence['volume-left']['monthlyMicroUsd'], say: Say): string =>
  sum === null ? say.price(null) : `${say.money(sum)} a month`;

export const reasonEn = (because: Reason, say: Say): string => reasonIn(REASONS_EN, because, say);
