import type { Say } from '../../lib/tell/render/say.ts';
import type { DemoWords } from './catalogue.ts';
import { NIGHTLY } from './company.ts';
import type { Deed } from './story.ts';
import type { Trait } from './trait.ts';

const DEEDS: Readonly<Record<Deed['verb'], (deed: Deed) => string>> = {
  confirm: () => 'confirms the mail subscription: from now on warnings reach somebody',
  hold: ({ on, note }) => `follows the link of the mail: not now, ${on} is needed ("${note}")`,
  stop: ({ on }) => `stops ${on}`,
  start: ({ on }) => `starts ${on}`,
  terminate: ({ on }) => `terminates ${on}`,
  'shut-down-from-inside': ({ on }) => `shuts ${on} down from inside`,
  launch: ({ on }) => `launches ${on}`,
  tag: ({ on, note }) => (note === null ? `changes a tag of ${on}` : `tags ${on} with ${note}`),
  protect: ({ on }) => `changes the stop protection of ${on}`,
  'allocate-address': ({ on }) => `allocates the address ${on}`,
  associate: ({ on }) => `puts an address on ${on}`,
  disassociate: ({ on }) => `takes the address off ${on}, by mistake`,
  'release-address': ({ on }) => `releases the address ${on}`,
  'create-volume': ({ on }) => `creates the volume ${on}`,
  'attach-volume': ({ on }) => `attaches the volume ${on}`,
  'detach-volume': ({ on }) => `detaches the volume ${on}`,
  'stop-notebook': ({ on }) => `stops the notebook ${on}`,
  'start-notebook': ({ on }) => `starts the notebook ${on}`,
  'modify-volume': ({ on }) => `changes the volume ${on}`,
  'delete-volume': ({ on }) => `deletes the volume ${on}`,
};

function trait(one: Trait): string {
  switch (one.trait) {
    case 'elastic-ip':
      return `Elastic IP ${one.publicIp}`;
    case 'spot':
      return 'Spot Instance';
    case 'auto-scaling':
      return `of the Auto Scaling group ${one.group}`;
    case 'stop-protected':
      return 'stop protection';
    case 'tag':
      return one.tag;
  }
}

const FAULTS = {
  none: 'AWS fails only where the story says so',
  light: 'now and then AWS fails, loses or doubles something (faults light)',
  heavy: 'AWS often fails, loses or doubles something (faults heavy)',
} as const;

const ADVERBS: Readonly<Record<number, string>> = { 1: 'once', 2: 'twice' };
const times = (count: number): string => ADVERBS[count] ?? `${count} times`;

function plural(count: number, word: string, say: Say): string {
  const ending = word.endsWith('s') ? 'es' : 's';
  return `${say.count(count)} ${word}${count === 1 ? '' : ending}`;
}

export const DEMO_EN: DemoWords = {
  title: (days) =>
    `${days === 1 ? '1 day' : `${days} days`} of a small company in Seoul, ` +
    'on a simulated AWS account',
  setting: ({ seed, faults }, say) =>
    `Region ${say.view.region}, seed ${seed}; ${FAULTS[faults]}. Times are those of Seoul.`,
  policy: ({ mode, idle }, say) =>
    `The policy: mode ${mode}; off at ${NIGHTLY.stop} and on at ${NIGHTLY.start} every day; what ` +
    `is idle for ${say.duration(idle.window)} is warned about, and stopped ` +
    `${say.duration(idle.grace)} later. The account is of before July 2025 and has its 12 free ` +
    'months.',
  cast: 'In the account when it begins',
  trait,
  deed: (deed) => {
    const done = `${deed.person} ${DEEDS[deed.verb](deed)}`;
    return deed.refused ? `${done}, and AWS refuses` : done;
  },
  found: (howMany) =>
    `The daily sweep of all Regions finds ${howMany === 1 ? 'one thing' : `${howMany} things`} ` +
    'that the bill forgets (USD a month):',
  digest: (subject) => `The daily mail goes out, as each morning from now on: "${subject}"`,
  mail: 'A warning goes out, and here is the mail as it is read:',
  subject: 'Subject',
  aws: (name, reason) => `AWS takes back ${name} (${reason})`,
  asUsual: 'as usual',
  saved: (amount) => `saved ${amount}`,
  bill: {
    heading: 'The bill for these days',
    without: 'without Tierkeeper',
    with: 'with Tierkeeper',
    saved: (amount) => `Saved: ${amount}.`,
    kinds: {
      instance: 'instances',
      volume: 'volumes',
      'ipv4-in-use': 'public IPv4, in use',
      'ipv4-idle': 'public IPv4, idle',
    },
    sum: 'together',
    note: (asOf) =>
      'On-demand prices by the second, before any free tier, for the very same days with nobody ' +
      `looking after the account. KRW by the rate of ${asOf}.`,
  },
  freeTier: ({ month, asOf }, say) => `The free tier in ${month} (UTC), as of ${say.instant(asOf)}`,
  tally: ({ looks, stops, starts, associations, mails }, say) =>
    `Tierkeeper looked at the account ${say.count(looks)} times: ${plural(stops, 'stop', say)}, ` +
    `${plural(starts, 'start', say)}, ${plural(associations, 'address', say)} put back, ` +
    `${plural(mails, 'mail', say)} sent.`,
  mishaps: ({ eventsLost, callsFailed, invocationsEnded }, say) => {
    const [events, calls] = [plural(eventsLost, 'event', say), plural(callsFailed, 'call', say)];
    const invocations = plural(invocationsEnded, 'invocation', say);
    return `On the way ${events} got lost, ${calls} failed, and ${invocations} ended early.`;
  },
  laws: {
    heading: 'The laws, checked over all that happened',
    name: (law) => law,
    held: 'held',
    broken: (count) => `BROKEN ${times(count)}`,
  },
  verdict: (of) =>
    (of.violations === 0
      ? `Every law held.`
      : `${of.violations} violations: that is a bug of Tierkeeper.`) +
    ` The bill: ${of.with} with Tierkeeper, ${of.without} without.`,
};
