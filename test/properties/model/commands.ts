/** What people do and what goes wrong, each as a command that fast-check draws and shrinks. */
import fc from 'fast-check';
import type { HoldWish } from '../../../src/lib/cloud/simulated/people.ts';
import {
  type Duration,
  hours,
  minutes,
  plus,
  seconds,
  toIso,
} from '../../../src/lib/model/instant.ts';
import type { Control } from '../../../src/lib/model/ledger.ts';
import type { Deployed, EventFate, Kind } from './deployed.ts';
import { objectionTo } from './may.ts';
import { overdue } from './must.ts';
import { tell } from './told.ts';

/** What the model side remembers of a run: how many boxes there are, and how far it has judged. */
export interface Count {
  boxes: number;
  judged: number;
  /** How often we gave each reason: a run that never stops anything proves nothing. */
  readonly reasons: Map<string, number>;
}

export type Step = fc.AsyncCommand<Count, Deployed>;

const BOXES_MOST = 6;

interface Doing {
  readonly says: string;
  readonly does: (real: Deployed) => void;
  /** How long until the next thing is done. */
  readonly lasts?: Duration;
}

/** Does it, lets a little time pass, and holds all that was done meanwhile to the model. */
const step = ({ says, does, lasts = seconds(3) }: Doing, check = (_: Count) => true): Step => ({
  check,
  run: async (count, real) => {
    does(real);
    await judge(count, real, lasts);
  },
  toString: () => says,
});

async function judge(count: Count, real: Deployed, lasts: Duration): Promise<void> {
  const history = await real.pass(lasts);
  const { story, boxes, calls } = tell(real, history);
  const broken = calls.slice(count.judged).flatMap((call) => {
    const objection = objectionTo(story, call.box, call);
    const what = `${toIso(call.at)} ${call.box.name} was to be ${call.to} (${call.why})`;
    return objection === null ? [] : [`${what}: ${objection}`];
  });
  for (const { why } of calls.slice(count.judged)) {
    count.reasons.set(why, (count.reasons.get(why) ?? 0) + 1);
  }
  count.judged = calls.length;
  const late = boxes.flatMap((box) => {
    const missing = overdue(story, box, history.until);
    return missing === null ? [] : [`${toIso(history.until)} ${box.name} ${missing}`];
  });
  if (broken.length + late.length > 0) throw new Error([...broken, ...late].join('\n'));
}

/** The same for one box that is there. */
const onBox = (index: number, says: string, does: (real: Deployed, name: string) => void): Step => {
  const pick = ({ names }: Deployed): string => names[index % names.length] ?? 'nobody';
  return step(
    { says: `box ${index}: ${says}`, does: (real) => does(real, pick(real)) },
    ({ boxes }) => boxes > 0,
  );
};

const touching =
  (does: (real: Deployed, name: string) => void) =>
  (real: Deployed, name: string): void => {
    real.touch(name);
    does(real, name);
  };

const index = fc.nat(BOXES_MOST - 1);

/** What an instance is and does when it is launched. */
export const BIRTH = fc.tuple(
  fc.constantFrom<Kind>('plain', 'plain', 'plain', 'plain', 'plain', 'node', 'lent'),
  fc.boolean(),
);

const launch = BIRTH.map(([kind, busy]): Step => {
  const says = `launch ${kind}, ${busy ? 'busy' : 'quiet'}`;
  const does = (real: Deployed): void => real.launch({ kind, busy });
  const one = step({ says, does }, ({ boxes }) => boxes < BOXES_MOST);
  return {
    ...one,
    run: (count, real) => {
      count.boxes += 1;
      return one.run(count, real);
    },
  };
});

const POWER = ['start', 'stop', 'shutDown'] as const;
const power = fc
  .tuple(index, fc.constantFrom(...POWER, ...POWER, 'terminate' as const))
  .map(([box, verb]) =>
    onBox(
      box,
      verb,
      touching((real, name) => real.hands[verb](name)),
    ),
  );

const load = fc
  .tuple(index, fc.boolean())
  .map(([box, busy]) =>
    onBox(box, busy ? 'has work' : 'goes quiet', (real, name) => real.setBusy(name, busy)),
  );

const WORDS = {
  ignore: ['true'],
  keep: ['true', 'false'],
  schedule: ['none', 'nightly', 'office', 'strict', 'ofice'],
  idle: ['never', '30m', '2h', 'sometimes'],
} as const;

const tagging = fc
  .tuple(
    index,
    fc.oneof(
      ...Object.entries(WORDS).map(([key, values]) =>
        fc
          .constantFrom<string | null>(...values, null, null, null)
          .map((value) => [key, value] as const),
      ),
    ),
  )
  .map(([box, [key, value]]) =>
    onBox(
      box,
      value === null ? `untag ${key}` : `tag ${key}=${value}`,
      touching((real, name) =>
        value === null
          ? real.hands.untag(name, `tierkeeper:${key}`)
          : real.hands.tag(name, `tierkeeper:${key}`, value),
      ),
    ),
  );

const holdTag = fc.tuple(index, fc.constantFrom(1, 3, 12, 0, -1, -1, -1)).map(([box, lasts]) =>
  onBox(
    box,
    lasts < 0 ? 'untag hold-until' : `hold-until in ${lasts} h`,
    touching((real, name) => {
      const until = toIso(plus(real.world.now(), hours(lasts)));
      const value = lasts === 0 ? 'after the demo' : until;
      if (lasts < 0) real.hands.untag(name, 'tierkeeper:hold-until');
      else real.hands.tag(name, 'tierkeeper:hold-until', value);
    }),
  ),
);

const wishes: fc.Arbitrary<HoldWish> = fc
  .tuple(fc.constantFrom('leave', 'running', 'stopped'), fc.constantFrom(30, 60, 240), fc.boolean())
  .map(([want, lasts, more]) => ({
    want,
    lasts: minutes(lasts),
    postpones: more && want === 'leave',
    why: 'a person says so',
  }));

const hold = fc.tuple(index, wishes).map(([box, wish]) =>
  onBox(
    box,
    `hold: ${wish.postpones ? 'one more' : wish.want}, ${wish.lasts / minutes(1)} minutes`,
    touching((real, name) => real.hands.hold(name, wish)),
  ),
);

const protect = fc
  .tuple(index, fc.boolean())
  .map(([box, on]) =>
    onBox(box, `stop protection ${on ? 'on' : 'off'}`, (real, name) =>
      real.setStopProtection(name, on),
    ),
  );

const CONTROLS = {
  act: { paused: false, mode: null },
  observe: { paused: false, mode: 'observe' },
  pause: { paused: true, mode: null },
} satisfies Record<string, Pick<Control, 'paused' | 'mode'>>;
const control = fc
  .constantFrom<(keyof typeof CONTROLS)[]>('act', 'act', 'act', 'observe', 'pause')
  .map((says) => step({ says, does: (real) => real.setControl(CONTROLS[says]) }));

const events = fc
  .constantFrom<EventFate>('delivered', 'lost', 'twice', 'late')
  .map((fate) => step({ says: `events are ${fate}`, does: (real) => real.setEvents(fate) }));

const lostTick = fc.constant(step({ says: 'a tick is lost', does: (real) => real.loseTick() }));

const crash = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('before', 'after'))
  .map(([call, when]) =>
    step({
      says: `the next tick crashes ${when} call ${call}`,
      does: (real) => real.crashNextTick(call, when),
    }),
  );

const metrics = fc.boolean().map((on) =>
  step({
    says: `metrics ${on ? 'refused' : 'answered'}`,
    does: (real) => real.refuseMetrics(on),
  }),
);

const PASSING = [1, 5, 15, 40, 90, 180, 360, 540, 720] as const;
const pass = fc
  .constantFrom(...PASSING)
  .map((count) => step({ says: `${count} minutes pass`, does: () => {}, lasts: minutes(count) }));

/** Time passes as often as all the rest, or nothing would ever come of it. */
export const stepsOf = (doings: readonly fc.Arbitrary<Step>[]): fc.Arbitrary<Step>[] => [
  ...doings,
  ...doings.map(() => pass),
];

export const DOINGS = {
  ...{ launch, power, load, tagging, holdTag, hold, protect, control },
  ...{ events, lostTick, crash, metrics },
};
