import { describe, expect, test } from 'vitest';
import { days, minus, plus, toIso } from '../../src/lib/model/instant.ts';
import { desiredAt, edgesBetween, newestEdge, nextEdge } from '../../src/lib/schedule/edges.ts';
import clockChanges from './clock-changes.json' with { type: 'json' };
import datesOff from './dates-off.json' with { type: 'json' };
import desired from './desired.json' with { type: 'json' };
import moments from './moments.json' with { type: 'json' };
import nightly from './nightly.json' with { type: 'json' };
import { at, scheduleOf, type WrittenSchedule } from './schedule-table.ts';
import windows from './windows.json' with { type: 'json' };

interface EdgeCase extends WrittenSchedule {
  readonly name: string;
  readonly between: readonly string[];
  /** `2026-11-23T09:00+09:00 running`. */
  readonly edges: readonly string[];
}

interface DesiredCase extends WrittenSchedule {
  readonly name: string;
  readonly at: string;
  readonly desired: string | null;
}

const normal = (line: string): string => {
  const [iso = '', to] = line.split(' ');
  return `${toIso(at(iso))} ${to}`;
};

const tables: Readonly<Record<string, readonly EdgeCase[]>> = {
  windows,
  'clock changes': clockChanges,
  'dates off': datesOff,
  nightly,
  moments,
};

describe.each(Object.entries(tables))('edges of %s', (_name, cases) => {
  test.each(cases)('$name', ({ between: [after = '', until = ''], edges, ...written }) => {
    const found = edgesBetween(scheduleOf(written), at(after), at(until));
    expect(found.map((edge) => `${toIso(edge.at)} ${edge.to}`)).toEqual(edges.map(normal));
  });
});

describe('the desired state', () => {
  const cases: readonly DesiredCase[] = desired;
  test.each(cases)('$name', (written) => {
    expect(desiredAt(scheduleOf(written), at(written.at))).toBe(written.desired);
  });
});

describe('the neighbours of an instant', () => {
  const once = scheduleOf({
    zone: 'UTC',
    running: ['daily 09:00-19:00'],
    from: '2026-11-23',
    until: '2026-11-23',
  });
  const opens = { at: at('2026-11-23T09:00Z'), to: 'running' };
  const closes = { at: at('2026-11-23T19:00Z'), to: 'stopped' };

  test('are found 400 days away, in either direction', () => {
    expect(nextEdge(once, minus(opens.at, days(400)))).toEqual(opens);
    expect(newestEdge(once, plus(closes.at, days(400)))).toEqual(closes);
  });

  test('are none two years away', () => {
    expect(nextEdge(once, minus(opens.at, days(730)))).toBeNull();
    expect(newestEdge(once, plus(closes.at, days(730)))).toBeNull();
  });

  test('are the edge itself on one side only', () => {
    expect(newestEdge(once, opens.at)).toEqual(opens);
    expect(nextEdge(once, opens.at)).toEqual(closes);
    expect(edgesBetween(once, opens.at, closes.at)).toEqual([closes]);
    expect(newestEdge(once, at('2026-11-23T08:59:59.999Z'))).toBeNull();
    expect(nextEdge(once, closes.at)).toBeNull();
  });
});
