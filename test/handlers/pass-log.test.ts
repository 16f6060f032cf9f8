import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/lib/model/decision.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { idOf, isInstanceId } from '../../src/lib/model/ids.ts';
import { instant } from '../../src/lib/model/instant.ts';
import type { Outcome } from '../../src/lib/model/intent.ts';
import { type Reason, reason } from '../../src/lib/model/reason.ts';
import type { Verdict } from '../../src/lib/model/verdict.ts';
import type { Wake } from '../../src/lib/model/wake.ts';
import { passFields } from '../../src/lib/wiring/pass-log.ts';
import { policy } from '../build/policy.ts';

const AT = instant(Date.UTC(2026, 10, 2, 6, 15));
const WAKE: Wake = { cause: 'clock', scope: { kind: 'region' }, at: AT };
const idAt = (index: number) => idOf(isInstanceId, `i-${index.toString(16).padStart(17, '0')}`);

const decision = (index: number, verdict: Verdict, why: Reason): Decision => ({
  target: { kind: 'power', id: idAt(index) },
  verdict,
  reason: why,
  rule: 'idle',
  opinions: [],
  association: null,
  hibernate: false,
});

const logged = (decisions: readonly Decision[], outcomes: readonly Outcome[] = []): object => {
  const modes = policy().modes;
  const plan = { mode: 'act' as const, modes, decisions, marks: [], settled: [], upkeep: null };
  const report = { kind: 'done' as const, plans: [plan], outcomes, regionLooks: 1 };
  return JSON.parse(JSON.stringify(passFields(WAKE, report)));
};

const LEFT = reason('nothing-due', { state: 'running' });
const DENIED = fault('access-denied', 'not authorized', { permission: 'ec2:DescribeVolumes' });

describe('the log line of a pass', () => {
  test('counts every decision, and lists those that do something with their reason', () => {
    const edge = { schedule: 'nightly', zone: 'Asia/Seoul', edge: AT, attempt: 1 };
    const decisions = [
      decision(1, 'leave', LEFT),
      decision(2, 'leave', LEFT),
      decision(3, 'stop', reason('stop-edge', edge)),
    ];
    expect(logged(decisions)).toEqual({
      cause: 'clock',
      scope: { kind: 'region' },
      at: '2026-11-02T06:15:00.000Z',
      result: 'done',
      looks: [
        {
          mode: 'act',
          verdicts: { leave: 2, stop: 1 },
          reasons: { 'nothing-due': 2, 'stop-edge': 1 },
          decisions: [
            {
              target: `power/${idAt(3)}`,
              verdict: 'stop',
              rule: 'idle',
              reason: 'stop-edge',
              evidence: edge,
            },
          ],
          notListed: 0,
        },
      ],
      outcomes: [],
      outcomesNotListed: 0,
    });
  });

  test('says that it left the work to the pass that is under way', () => {
    expect(passFields(WAKE, { kind: 'left-to-holder' })).toMatchObject({
      cause: 'clock',
      result: 'left-to-holder',
    });
  });

  test('names what was refused, and which permission would help', () => {
    const outcome: Outcome = {
      intentId: 'intent-1',
      verb: 'stop',
      target: { kind: 'power', id: idAt(1) },
      instanceId: idAt(1),
      rule: 'idle',
      reason: LEFT,
      result: 'refused',
      fault: DENIED,
      intendedAt: AT,
      at: AT,
    };
    expect(logged([], [outcome])).toMatchObject({
      outcomes: [
        {
          verb: 'stop',
          result: 'refused',
          fault: { code: 'access-denied', permission: 'ec2:DescribeVolumes' },
        },
      ],
    });
  });

  test('stays far below the size of a log event when a refused family defers everything', () => {
    const deferred = reason('incomplete', { family: 'volumes', fault: DENIED });
    const fields = logged(Array.from({ length: 10_000 }, (_, i) => decision(i, 'defer', deferred)));
    expect(fields).toMatchObject({ looks: [{ verdicts: { defer: 10_000 }, notListed: 9_900 }] });
    expect(JSON.stringify(fields).length).toBeLessThan(64 * 1024);
  });

  test('carries text from tags as data that cannot begin a line of its own', () => {
    const value = 'soon\n{"level":"INFO","message":"stopped nothing"}';
    const fields = logged([
      decision(
        1,
        'tell',
        reason('unreadable-tag', { tag: 'tierkeeper:hold-until', value, expected: 'a date' }),
      ),
    ]);
    expect(JSON.stringify(fields)).not.toContain('\n');
    expect(fields).toMatchObject({ looks: [{ decisions: [{ evidence: { value } }] }] });
  });
});
