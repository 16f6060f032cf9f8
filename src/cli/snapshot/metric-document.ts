/** A metric of one instance: its datapoints, one by one or in a row, or why there are none. */
import * as z from 'zod';
import { oneOf } from '../../lib/config/fields.ts';
import { complete } from '../../lib/model/family.ts';
import { type Instant, plus, seconds } from '../../lib/model/instant.ts';
import { type Datapoint, METRIC_NAMES, METRIC_PERIOD_SECONDS } from '../../lib/model/metric.ts';
import { instanceId, keyed, listOf, refusal, time } from './fields.ts';

const A_VALUE = 'must be a number, 0 or more';
const value = () => z.number({ error: A_VALUE }).nonnegative({ error: A_VALUE });
const point = () =>
  z.tuple([time(), value()], {
    error: 'must be a time with its value such as ["2026-11-23T12:00Z", 0.4]',
  });

const written = keyed({
  instanceId: instanceId(),
  metric: oneOf(...METRIC_NAMES),
  from: time().optional(),
  to: time().optional(),
  points: listOf(point()).optional(),
  startAt: time().optional(),
  everySeconds: z
    .literal(METRIC_PERIOD_SECONDS, {
      error: `must be ${METRIC_PERIOD_SECONDS}, the length of a datapoint`,
    })
    .default(METRIC_PERIOD_SECONDS),
  values: listOf(value().nullable()).optional(),
  refused: refusal().optional(),
});
type Written = z.output<typeof written>;

const PERIOD = seconds(METRIC_PERIOD_SECONDS);

const inRow = (startAt: Instant, values: readonly (number | null)[]): readonly Datapoint[] =>
  values.flatMap((one, index) =>
    one === null ? [] : [{ at: plus(startAt, seconds(index * METRIC_PERIOD_SECONDS)), value: one }],
  );

const oneByOne = ({ points = [] }: Written): readonly Datapoint[] =>
  points.map(([at, one]) => ({ at, value: one }));

/** The same numbers mean another thing in datapoints of another length. */
const tooClose = (points: readonly Datapoint[]): number =>
  points.findIndex(({ at }, index) => {
    const before = points[index - 1];
    return before !== undefined && at < plus(before.at, PERIOD);
  });

export const metricDocument = written
  .superRefine((given, context) => {
    const problem = (message: string, path: readonly PropertyKey[] = []): void =>
      context.addIssue({ code: 'custom', path: [...path], message });
    const { points, values, refused, startAt } = given;
    if ([points, values, refused].filter((one) => one !== undefined).length !== 1) {
      problem('needs one of "points", "values" with "startAt", or "refused"');
    }
    if (values !== undefined && startAt === undefined) {
      problem('is missing; "values" need the time at which the first of them begins', ['startAt']);
    }
    const close = tooClose(oneByOne(given));
    if (close > 0) {
      problem('is less than five minutes after the point before it', ['points', close]);
    }
  })
  .transform((given) => {
    const { instanceId: id, metric, from, to, refused, startAt, values } = given;
    const inOrder = values && startAt !== undefined ? inRow(startAt, values) : oneByOne(given);
    return { instanceId: id, metric, from, to, series: refused ?? complete(inOrder) };
  });
