/** The larger sections of the policy: every key with its form, default and meaning. */
import * as z from 'zod';
import { isAccountId } from '../model/ids.ts';
import { HOME, SPOKE_ROLE } from '../model/managed-place.ts';
import {
  clockTime,
  duration,
  flag,
  listOf,
  localDate,
  named,
  oneOf,
  positive,
  section,
  text,
  weekday,
  whole,
} from './fields.ts';

export const region = () => text('a Region', '"ap-northeast-2"', /^[a-z]{2,}(-[a-z]+)+-\d+$/);
const homeOrRegion = () =>
  text('"home" or a Region', '"ap-northeast-2"', /^(home|[a-z]{2,}(-[a-z]+)+-\d+)$/);
const ACCOUNT = 'must be the 12 digits of an account, in quotes, such as "210987654321"';
const accountId = () =>
  z
    .string({ error: ACCOUNT })
    .refine(isAccountId, { error: ACCOUNT })
    .meta({ title: 'the 12 digits of an account' });
const pattern = () => text('a pattern', '"dev-*"');
/** SSM parameter names; a URL or token written here would be a secret in a repository. */
const secretName = () =>
  text('the name of an SSM parameter', '"/tierkeeper/slack"', /^\/?[\w.-]+(\/[\w.-]+)*$/);

export const currency = section({
  code: text('an ISO 4217 code', '"KRW"', /^[A-Z]{3}$/)
    .prefault('USD')
    .describe('The currency in which amounts are shown, besides USD.'),
  perUsd: positive().prefault(1).describe('How much of it one US dollar buys.'),
  asOf: localDate().prefault('2026-11-01').describe('The date of that rate.'),
}).refine(({ code, perUsd }) => (code === 'USD') === (perUsd === 1), {
  path: ['perUsd'],
  error: 'must be what one US dollar buys in the currency of "code" (1 for USD)',
});

const account = section({
  id: accountId().describe('Its 12 digits, in quotes: YAML would drop a zero at the front.'),
  name: text('a name for messages', '"shop"')
    .nullable()
    .prefault(null)
    .describe('What messages call it, beside its digits.'),
  regions: listOf(homeOrRegion(), 'a list of Regions', '[home]')
    .min(1, { error: 'must name a Region, or be left out for those of "select.regions"' })
    .nullable()
    .prefault(null)
    .describe('Its Regions to look after; null: those of `select.regions`.'),
  role: text('the name of an IAM role', '"tierkeeper-spoke"', /^[\w+=,.@-]{1,64}$/)
    .prefault(SPOKE_ROLE)
    .describe('The role in it that Tierkeeper assumes.'),
  externalId: text(
    'an external id of 2 to 1224 letters, digits and + = , . @ : / -',
    '"a1b2"',
    /^[\w+=,.@:/-]{2,1224}$/,
  )
    .nullable()
    .prefault(null)
    .describe('What that role asks for (no secret); null: `tierkeeper-` and our own account id.'),
});

export const select = section({
  names: listOf(pattern(), 'a list of patterns', '["dev-*"]')
    .prefault([])
    .describe('Patterns of the Name tag; `*` stands for anything.'),
  tags: named(text('a tag key', '"env"'), pattern())
    .prefault({})
    .describe('Tag keys, each with a pattern of its value; all must match.'),
  types: listOf(text('a pattern', '"t3.*"', /^[a-z0-9.*-]+$/), 'a list of patterns', '["t3.*"]')
    .prefault([])
    .describe('Patterns of the instance type.'),
  regions: listOf(homeOrRegion(), 'a list of Regions', '[home]')
    .refine((list) => list.includes(HOME), {
      error:
        'must contain "home": the Region that Tierkeeper is deployed to is always looked after',
    })
    .prefault([HOME])
    .describe(
      'Regions to look after (docs/many-accounts.md); `home` is where Tierkeeper is deployed.',
    ),
  accounts: listOf(account, 'a list of accounts', '[{ id: "210987654321" }]')
    .superRefine((list, context) => {
      for (const [index, { id }] of list.entries()) {
        if (list.findIndex((one) => one.id === id) === index) continue;
        const message = `account ${id} is listed twice; give it all its "regions" in one place`;
        context.addIssue({ code: 'custom', path: [index, 'id'], message });
      }
    })
    .prefault([])
    .describe('Other accounts to look after, each with the spoke template deployed to it.'),
});

export const idle = section({
  on: flag().prefault(true).describe('Whether idle instances are looked for at all.'),
  window: duration('10m', '5d')
    .prefault('60m')
    .describe('For so long every signal must have been quiet.'),
  grace: duration('0m', '1d')
    .prefault('20m')
    .describe('Time between the warning and the stop; activity meanwhile withdraws it.'),
  cpuPercent: positive(100)
    .prefault(3)
    .describe('Idle is under this CPU utilization, by the highest 5-minute average.'),
  networkBytesPerMinute: positive()
    .prefault(20_000)
    .describe('Idle is under this traffic, in and out together.'),
  ebsOperationsPerSecond: positive()
    .prefault(0.2)
    .describe('Idle is under so many EBS reads and writes (where the type publishes them).'),
  coveragePercent: whole(1, 100)
    .prefault(80)
    .describe('How many of the expected datapoints must exist; fewer is unknown, never idle.'),
  bootGrace: duration('0m', '1d')
    .prefault('15m')
    .describe('Time after a start that is not judged.'),
  servers: oneOf('suggest', 'stop')
    .prefault('suggest')
    .describe(
      'What looks like a server (Elastic IP, open web ports, load balancer): propose, or stop.',
    ),
  hibernate: flag()
    .prefault(false)
    .describe(
      'Stop idle instances with hibernation where it was enabled at launch; ' +
        'what AWS refuses to hibernate is stopped plainly, and that is said.',
    ),
  cpuCredits: flag()
    .prefault(false)
    .describe('T types are idle only if their CPU credits were full through the window, too.'),
});

/** CloudWatch's own bounds (API reference of Metric and Dimension). */
const metricText = (form: string, example: string) =>
  text(form, example, /^(?!:)(?=.*[^\s])[\x20-\x7e]{1,255}$/);

export const notebookMetric = section({
  namespace: text(
    'a namespace of your own',
    '"Team/Notebooks"',
    /^(?!AWS\/)[\w.\-/#: ]{1,255}$/,
  ).describe('The namespace that the script publishes to.'),
  name: metricText('the name of a metric', '"BusyKernels"').describe(
    'The metric: high while the notebook is used.',
  ),
  dimension: metricText('the name of a dimension', '"NotebookInstanceName"')
    .prefault('NotebookInstanceName')
    .describe('Its only dimension, whose value is the name of the notebook instance.'),
  below: positive()
    .prefault(1)
    .describe('Idle is under this, by the highest value of any five minutes.'),
});

export const limits = section({
  stopsPerPass: whole(1, 1_000).prefault(50).describe('Stops in one pass.'),
  actionsPerHour: whole(1, 10_000)
    .prefault(100)
    .describe('Stops, starts and associations in any 60 minutes.'),
  sharePercent: whole(1, 100)
    .prefault(50)
    .describe('Idle and guard stops in any 60 minutes, of the managed instances that run.'),
  shareFloor: whole(0, 1_000)
    .prefault(3)
    .describe('So many may always be stopped, however small the fleet.'),
  coolDown: duration('0m', '7d')
    .prefault('2h')
    .describe('Least time between two idle or guard stops of one instance.'),
});

export const freeTier = section({
  plan: oneOf('auto', 'legacy', 'credits', 'none')
    .prefault('auto')
    .describe(
      '`legacy`: 12 months (accounts from before 2025-07-15); `credits`: since; `auto`: ask AWS.',
    ),
  accountCreated: localDate().nullable().prefault(null).describe('When the account was created.'),
  bills: oneOf('one', 'each')
    .prefault('one')
    .describe(
      'Whether the accounts of `select` share one bill, as those of an Organization do, and with ' +
        'it the allowances; `each`: every account has its own.',
    ),
  guard: oneOf('warn', 'stop')
    .prefault('warn')
    .describe('What to do above `stopAtPercent`: say so, or stop.'),
  stopAtPercent: whole(1, 100).prefault(95).describe('Of an allowance; where the guard begins.'),
  restart: flag()
    .prefault(false)
    .describe('Whether what the guard stopped is started again in the next month.'),
  thresholds: listOf(whole(1, 1_000), 'a list of percentages', '[50, 80, 95, 100]')
    .prefault([50, 80, 95, 100])
    .refine((list) => list.every((percent, at) => at === 0 || percent > (list[at - 1] ?? 0)), {
      error: 'must rise from one to the next, such as [50, 80, 95, 100]',
    })
    .describe('Percentages of an allowance that are told, once a month each: used, and forecast.'),
});

const quiet = section({
  from: clockTime().describe('Local time at which quiet begins.'),
  to: clockTime().describe('Local time at which it ends.'),
}).refine(({ from, to }) => from !== to, { path: ['to'], error: 'must differ from "from"' });

export const tell = section({
  digest: clockTime().prefault('09:00').describe('When the daily digest is due, local time.'),
  weekly: weekday()
    .nullable()
    .prefault('mon')
    .describe('The day whose digest looks back on the week; null for none.'),
  emptyDay: oneOf('line', 'none')
    .prefault('line')
    .describe('The digest of a day without news: one line, or none.'),
  places: oneOf('together', 'each')
    .prefault('together')
    .describe('Several Regions or accounts: one digest of all of them, or one of each.'),
  quiet: quiet
    .nullable()
    .prefault(null)
    .describe('Between these times only warnings of stops are sent; the rest waits.'),
  perHour: whole(1, 1_000).prefault(12).describe('Messages an hour; warnings of stops are exempt.'),
  slack: section({
    webhook: secretName()
      .nullable()
      .prefault(null)
      .describe('SSM parameter with the URL of an incoming webhook.'),
    app: secretName()
      .nullable()
      .prefault(null)
      .describe('SSM parameter with the token and signing secret of a Slack app.'),
  })
    .prefault({})
    .describe('Slack, by the names of the parameters that hold its secrets.'),
  amazonQ: flag().prefault(false).describe('Send for Amazon Q Developer in chat applications.'),
  eventBridge: flag()
    .prefault(false)
    .describe('Put each message on an event bus too; custom events cost 1 USD a million.'),
});
