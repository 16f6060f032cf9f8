/** Law 10 finds the product that costs its owner money. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import measured from '../../../data/function-costs.json' with { type: 'json' };
import type { Ports } from '../../../src/lib/cloud/cloud.ts';
import type { InvocationContext } from '../../../src/lib/cloud/simulated/lambdas.ts';
import { DEAD } from '../../../src/lib/cloud/simulated/loads.ts';
import { NO_LINK_MAKER } from '../../../src/lib/link/link-for.ts';
import { seconds } from '../../../src/lib/model/instant.ts';
import { type Log, sweepOnce } from '../../../src/lib/wiring/sweep-handler.ts';
import { costsNothing } from '../checkers/costs-nothing.ts';
import { OWN_FUNCTIONS, STACK } from '../checkers/own-stack.ts';
import { LISTED_BYTES_AT_MOST, LOG_BYTES_AT_MOST, ownUsage } from '../checkers/own-usage.ts';
import { begin } from '../scenario.ts';
import { type Story, verdicts } from './verdicts.ts';

const THREE_DAYS: Story = {
  policy: 'idle: { servers: stop }',
  begins: '12:00',
  account: (setup) => setup.instance({ name: 'box', load: DEAD }, { state: 'stopped' }),
  deeds: (scenario) => scenario.at('12:10', (hands) => hands.start('box')),
  ends: '+3 12:00',
};

const TIMEOUT = seconds(120);

const Stack = z.object({
  functions: z.record(z.string(), z.object({ memorySize: z.int(), timeout: z.int() })),
  resources: z.object({
    Resources: z.object({
      Ledger: z.object({
        Properties: z.object({
          // `!If [HasManyScopes, …, …]`: the last is what one account alone has.
          ProvisionedThroughput: z.tuple([
            z.string(),
            z.string(),
            z.object({ ReadCapacityUnits: z.int(), WriteCapacityUnits: z.int() }),
          ]),
        }),
      }),
    }),
  }),
});

const mail = {
  subject: 'once more',
  text: 'once more',
  document: '{}',
  attributes: {},
  slack: null,
  amazonQ: null,
};

describe('law 10, the own bill is 0.00 USD', () => {
  test.each([
    {
      what: 'writes a mail at every look',
      ports: (ports: Ports): Ports => ({
        ...ports,
        cloud: {
          ...ports.cloud,
          instances: async () => {
            for (const channel of ports.channels) await channel.send(mail);
            return ports.cloud.instances();
          },
        },
      }),
      says: /^a month takes \d+ sns-emails, 1000 are free: 0\.1\d+ USD$/,
    },
    {
      what: 'asks for one metric two hundred times a look',
      ports: (ports: Ports): Ports => ({
        ...ports,
        cloud: {
          ...ports.cloud,
          instances: async () => {
            const found = await ports.cloud.instances();
            const [one] = found.complete ? found.items : [];
            const at = ports.clock.now();
            const query = { metric: 'CPUUtilization', from: at, to: at } as const;
            const asked = one ? [{ ...query, instanceId: one.id }] : [];
            await ports.metrics.read(Array.from({ length: 200 }, () => asked).flat(), 200);
            return found;
          },
        },
      }),
      says: /^a month takes \d+ cloudwatch-requests, 1000000 are free: \d+\.\d+ USD$/,
    },
    {
      what: 'asks for its metrics in batches, which are charged from the first on',
      ports: (ports: Ports): Ports => ({
        ...ports,
        metrics: {
          ...ports.metrics,
          read: async (queries) => {
            const many = Array.from({ length: 20 }, () => queries).flat();
            await ports.metrics.read(many, 0);
            return ports.metrics.read(queries, 0);
          },
        },
      }),
      says: /^a month takes \d+ cloudwatch-metric-data, 0 are free: \d+\.\d+ USD$/,
    },
    {
      what: 'puts a custom event onto the bus at every look',
      policy: 'idle: { servers: stop }\ntell: { eventBridge: true }',
      ports: (ports: Ports): Ports => ({
        ...ports,
        cloud: {
          ...ports.cloud,
          instances: async () => {
            for (const channel of ports.channels) await channel.send(mail);
            return ports.cloud.instances();
          },
        },
      }),
      says: /^a month takes \d+ eventbridge-events, 0 are free: 0\.0\d+ USD$/,
    },
    {
      what: 'asks other Regions for thousands of lists a day',
      functions: ['digest-due'] as const,
      ports: (ports: Ports, { ports: { estate } }: InvocationContext): Ports => ({
        ...ports,
        cloud: {
          ...ports.cloud,
          instances: async () => {
            await Promise.all(Array.from({ length: 9_000 }, () => estate.regions()));
            return ports.cloud.instances();
          },
        },
      }),
      says: /^a month takes \d+ region-gigabytes, 0 are free: 0\.\d+ USD$/,
    },
  ])('finds a product that $what', async ({ ports, says, policy, functions }) => {
    const story = policy === undefined ? THREE_DAYS : { ...THREE_DAYS, policy };
    const { honest, broken } = await verdicts(costsNothing, story, () =>
      functions === undefined ? { ports } : { ports, functions },
    );
    expect(honest).toEqual([]);
    expect(broken).toContainEqual(expect.stringMatching(says));
  });

  test('counts for the stack what serverless.yml deploys', () => {
    const { functions, resources } = Stack.parse(
      parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'silent' }),
    );
    const [, , { ReadCapacityUnits, WriteCapacityUnits }] =
      resources.Resources.Ledger.Properties.ProvisionedThroughput;
    expect(STACK).toMatchObject({ readUnits: ReadCapacityUnits, writeUnits: WriteCapacityUnits });
    for (const [name, own] of Object.entries(OWN_FUNCTIONS)) {
      const key = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const { memorySize, timeout } = functions[key] ?? {};
      expect({ memoryMb: memorySize, timeoutSeconds: timeout }, name).toEqual(own);
    }
  });

  test('gives each function twice the memory that was measured, and has measured all', () => {
    for (const { function: name, peakMb } of measured.functions) {
      expect(2 * peakMb, name).toBeLessThanOrEqual(OWN_FUNCTIONS[name]?.memoryMb ?? 0);
    }
    const names = new Set(measured.functions.map((row) => row.function));
    expect([...names].toSorted()).toEqual(Object.keys(OWN_FUNCTIONS).toSorted());
  });

  test('says in serverless.yml what was measured of each', () => {
    const text = readFileSync('serverless.yml', 'utf8');
    const peaks = new Map(
      measured.functions.filter((row) => row.instances === 200).map((row) => [row.function, row]),
    );
    const said = [
      ...text.matchAll(/dist\/([a-z-]+)\/index\.handler(?:(?!handler:).)*?Peak (\d+) MB/gs),
    ];
    expect(said.length).toBeGreaterThan(3);
    for (const [, name = '', peakMb] of said) {
      expect(Number(peakMb), name).toBe(peaks.get(name)?.peakMb);
    }
  });

  test('puts no more metrics than are counted, of the ten that are free', () => {
    const source = readFileSync('src/lib/wiring/embedded-metric.ts', 'utf8');
    const names = source.match(/(?<=^ {2}\| )'\w+'/gm);
    expect(names).toHaveLength(STACK.customMetrics);
  });

  test('counts more bytes of log than our lines have', async () => {
    const night = begin({ ...THREE_DAYS, policy: 'nightly: { stop: "22:00" }' });
    const lines: { readonly bytes: number; readonly listed: number }[] = [];
    night.world.lambdas.deploy({
      name: 'clock-ticked',
      timeout: TIMEOUT,
      handler: async (document, context) => {
        let bytes = 0;
        const measure: Log['info'] = (message, fields) => {
          bytes += message.length + JSON.stringify(fields).length;
        };
        const report = await sweepOnce(
          {
            sweep: { ...context, ...night.options, links: NO_LINK_MAKER },
            log: { info: measure, warn: measure },
          },
          document,
          { awsRequestId: context.requestId, getRemainingTimeInMillis: context.timeLeft },
        );
        if (!('plans' in report)) return;
        const decided = report.plans.flatMap(({ decisions }) => decisions);
        const told = decided.filter(({ verdict }) => verdict !== 'leave');
        lines.push({ bytes, listed: told.length + report.outcomes.length });
      },
    });
    THREE_DAYS.deeds?.(night);
    await night.historyUntil('23:00');
    expect(lines.some(({ listed }) => listed > 0)).toBe(true);
    const most = lines.map(({ bytes, listed }) => bytes - listed * LISTED_BYTES_AT_MOST);
    // Lambda's own three lines of an invocation are about a thousand bytes.
    expect(Math.max(...most)).toBeLessThan(LOG_BYTES_AT_MOST - 1_500);
  });

  test('a month of one idle instance takes what it should', async () => {
    const scenario = begin(THREE_DAYS);
    THREE_DAYS.deeds?.(scenario);
    const usage = ownUsage(await scenario.historyUntil(THREE_DAYS.ends));
    expect(usage['scheduler-invocations']).toBeCloseTo(31 * 289, -2);
    expect(usage['lambda-requests']).toBeGreaterThanOrEqual(31 * 288);
    expect(usage['lambda-gb-seconds']).toBeGreaterThan(31 * 288 * 0.5);
    expect(usage['lambda-gb-seconds']).toBeLessThan(31 * 288 * 2);
  });
});
