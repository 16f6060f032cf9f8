/**
 * The whole policy, once: types, defaults, checks, the editors' schema and the reference all come
 * from here. An empty document means exactly these defaults.
 */
import * as z from 'zod';
import type { Policy } from '../model/policy.ts';
import { NIGHTLY } from '../schedule/compile.ts';
import { nearestOf } from '../schedule/nearest.ts';
import { dialects, dialectsOf } from './dialect-fields.ts';
import { duration, flag, listOf, named, oneOf, section, whole } from './fields.ts';
import {
  currency,
  freeTier,
  idle,
  limits,
  notebookMetric,
  region,
  select,
  tell,
} from './policy-sections.ts';
import { policyPrices } from './read-price.ts';
import {
  namedSchedules,
  nightly,
  nightlySchedule,
  schedule,
  scheduleName,
  zone,
} from './schedule-fields.ts';

/** What editors are told. Here one that is wrong is left out, and named where prices are shown. */
const PRICE = { title: 'an amount in USD', type: 'number', minimum: 0 } as const;

const ruleMode = (what: string) => oneOf('observe', 'act').prefault('act').describe(what);

/** Every key, with its default; each value is checked by itself. */
const keys = section({
  mode: oneOf('observe', 'act')
    .prefault('observe')
    .describe(
      '`observe` looks, decides and tells, and changes nothing; `act` also stops and starts.',
    ),
  modes: section({
    schedule: ruleMode('Stops and starts of schedules.'),
    idle: ruleMode('Stops of what is idle.'),
    addresses: ruleMode('Putting Elastic IPs back.'),
    notebooks: ruleMode('Stops and starts of SageMaker notebook instances.'),
  })
    .prefault({})
    .describe(
      'The same for each rule: `observe` lowers that rule alone, `act` leaves it at `mode`.',
    ),
  zone: zone()
    .prefault('UTC')
    .describe('Time zone of everything said, and of schedules without one.'),
  language: oneOf('en', 'ko').prefault('en').describe('Language of messages.'),
  currency: currency.prefault({}).describe('A second currency to show amounts in.'),
  manage: oneOf('all', 'tagged')
    .prefault('all')
    .describe('`tagged`: only instances that carry a `tierkeeper:` tag, or the tag of a dialect.'),
  select: select.prefault({}).describe('Which instances are managed; empty narrows nothing.'),
  minimumUptime: duration('0m', '7d')
    .prefault('15m')
    .describe('An instance younger than this since its last start is left alone.'),
  nightly: nightly()
    .nullable()
    .prefault(null)
    .describe('The short form of a schedule: off at night, for instances that name no other.'),
  schedules: named(scheduleName(), schedule())
    .prefault({})
    .describe('Schedules by name; an instance names one with the tag `tierkeeper:schedule`.'),
  default: z
    .string({ error: 'must be the name of a schedule' })
    .meta({ title: 'the name of a schedule' })
    .nullable()
    .prefault(null)
    .describe('The schedule of instances that name none; null: `nightly`, if it is set.'),
  catchUp: duration('10m', '7d')
    .prefault('6h')
    .describe('How late an edge of a schedule is still answered, after an outage for example.'),
  dialects: dialects()
    .prefault({})
    .describe('Schedules in the words of other tools; in short: `[c7n, instance-scheduler]`.'),
  idle: idle.prefault({}).describe('When an instance counts as idle, and what follows.'),
  limits: limits.prefault({}).describe('How much may be done at once.'),
  alarms: oneOf('auto', 'all', 'off')
    .prefault('auto')
    .describe(
      'In mode act, low-CPU alarms of our own, which wake Tierkeeper before its next look, while ' +
        'the ten free ones of the account allow, counted over all Regions. `auto`: for the three ' +
        'instances that run longest; with the two of its own health that is half of the ten. ' +
        '`all`: for each managed instance. `off`: those that it made are removed.',
    ),
  addresses: section({
    on: flag().prefault(true).describe('Put a declared Elastic IP back on its instance.'),
  })
    .prefault({})
    .describe('Elastic IP addresses.'),
  volumes: section({
    on: flag().prefault(true).describe('Tell which volumes a terminated instance left behind.'),
    instanceStore: oneOf('keep', 'lose')
      .prefault('keep')
      .describe('`keep`: never stop what would lose the data of an instance store.'),
  })
    .prefault({})
    .describe('Volumes; none is ever deleted.'),
  exposure: section({
    on: flag()
      .prefault(true)
      .describe('Tell which of these ports the world reaches on a running instance.'),
    ports: listOf(whole(1, 65_535), 'a list of ports', '[22, 3306]')
      .prefault([22, 3389, 3306, 5432, 6379, 27017, 9200])
      .describe(
        'The TCP ports that the world should not reach; 5000 is added beside an open database.',
      ),
  })
    .prefault({})
    .describe('Ports open to the world.'),
  health: section({
    on: flag()
      .prefault(true)
      .describe('Tell of failed status checks, scheduled events and what AWS Health says of EC2.'),
    cpuCredits: flag()
      .prefault(true)
      .describe('Tell, once a day, of T instances whose CPU credits were charged or ran out.'),
  })
    .prefault({})
    .describe('Status checks and scheduled events.'),
  notebooks: section({
    on: flag().prefault(true).describe('Look after SageMaker notebook instances too.'),
    nightly: nightly()
      .nullable()
      .prefault(null)
      .describe('Off at night, as `nightly` above; `start` starts only what was so stopped.'),
    longest: duration('15m', '30d')
      .nullable()
      .prefault(null)
      .describe(
        'A notebook that has run for so long, as far as Tierkeeper has seen, is warned of ' +
          '(`idle.grace`) and stopped.',
      ),
    metric: notebookMetric
      .nullable()
      .prefault(null)
      .describe(
        'A metric that your own lifecycle script publishes of each notebook: one that is under ' +
          '`below` through `idle.window` is warned of (`idle.grace`) and stopped. ' +
          'SageMaker itself publishes none.',
      ),
  })
    .prefault({})
    .describe('SageMaker notebook instances; a stop keeps only /home/ec2-user/SageMaker.'),
  sweep: section({
    on: flag().prefault(true).describe('Look daily, read-only, for what was forgotten.'),
    regions: z
      .union([z.literal('all'), z.array(region()).min(1)], {
        error: 'must be "all" or a list of Regions such as [ap-northeast-2]',
      })
      .meta({ title: '"all" or a list of Regions' })
      .prefault('all')
      .describe('Where to look.'),
  })
    .prefault({})
    .describe('The daily look for forgotten things.'),
  freeTier: freeTier.prefault({}).describe('The allowances of the account.'),
  prices: z
    .record(z.string(), z.unknown(), { error: 'must be a section of keys' })
    .meta({ additionalProperties: PRICE })
    .prefault({})
    .describe('Prices in USD that replace or complete those of the shipped table.')
    .transform(policyPrices),
  tell: tell.prefault({}).describe('What is said, when and where.'),
});

const withNames = z.object({
  default: z.string(),
  nightly: z.unknown(),
  schedules: z.record(z.string(), z.unknown()),
});

/** As it is written; `default` is checked also when something else is wrong. */
export const writtenPolicy = keys.superRefine(
  (policy, context) => {
    const names = Object.keys(policy.schedules);
    if (policy.nightly !== null) names.push(NIGHTLY);
    if (policy.default === null || names.includes(policy.default)) return;
    const message = noSuchSchedule(policy.default, names);
    context.addIssue({ code: 'custom', path: ['default'], message });
  },
  { when: ({ value }) => withNames.safeParse(value).success },
);

function noSuchSchedule(name: string, names: readonly string[]): string {
  const meant = nearestOf(name, names);
  if (meant !== null) return `no schedule is called "${name}"; did you mean "${meant}"?`;
  const known = names.length === 0 ? '"schedules" is empty' : `there are ${names.join(', ')}`;
  return `no schedule is called "${name}"; ${known}`;
}

/** From a document to the policy, with every schedule compiled. */
export const policySchema = writtenPolicy.transform((policy) => ({
  ...policy,
  nightly: nightlySchedule(policy.nightly, policy.zone),
  schedules: namedSchedules(policy.schedules, policy.zone),
  dialects: dialectsOf(policy.dialects),
  notebooks: {
    ...policy.notebooks,
    nightly: nightlySchedule(policy.notebooks.nightly, policy.zone),
  },
}));

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : unknown extends T
    ? T
    : { readonly [Key in keyof T]: Frozen<T[Key]> };
type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** The schema and the model cannot drift: this line compiles only while they say the same. */
true satisfies Same<Frozen<z.output<typeof policySchema>>, Frozen<Policy>>;
