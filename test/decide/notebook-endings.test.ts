import { describe, expect, test } from 'vitest';
import { notebookEnding } from '../../src/lib/decide/notebooks/notebook-ending.ts';
import { complete, incomplete } from '../../src/lib/model/family.ts';
import { fault } from '../../src/lib/model/fault.ts';
import { idOf, isNotebookName } from '../../src/lib/model/ids.ts';
import { minus, minutes } from '../../src/lib/model/instant.ts';
import type { IntentTarget } from '../../src/lib/model/intent.ts';
import type { Notebook } from '../../src/lib/model/notebook.ts';
import { NOON } from '../build/at.ts';
import { intent, intentTarget } from '../build/ledger.ts';
import { notebook, TUTORIAL } from '../build/notebook.ts';

const OTHER = idOf(isNotebookName, 'other');

const ofNotebook = (progress: IntentTarget['progress'] = 'requested'): IntentTarget =>
  intentTarget({ target: { kind: 'notebook', id: TUTORIAL }, instanceId: null, progress });

interface Seen {
  readonly status: Notebook['status'] | 'unlisted';
  readonly verb?: 'stop' | 'start';
  /** Minutes since the call. */
  readonly ago?: number;
  readonly progress?: IntentTarget['progress'];
}

function endingOf({ status, verb = 'stop', ago = 5, progress }: Seen) {
  const listed = status === 'unlisted' ? [] : [notebook({ status })];
  const open = {
    intent: intent({ verb, at: minus(NOON, minutes(ago)) }),
    target: ofNotebook(progress),
    name: TUTORIAL,
  };
  return notebookEnding({ takenAt: NOON, notebooks: complete(listed) }, open);
}

describe('a call for a notebook', () => {
  test.each([
    ['has worked when it is seen stopped', { status: 'Stopped' }, 'stopped'],
    [
      'to start it has worked when it is seen in service',
      { status: 'InService', verb: 'start' },
      'started',
    ],
    ['is over where it is deleted', { status: 'Deleting' }, 'gone'],
    ['is over where it is not there', { status: 'unlisted' }, 'gone'],
    ['to stop it is under way for twenty minutes', { status: 'InService', ago: 20 }, null],
    ['to stop it is stuck after them', { status: 'InService', ago: 21 }, 'stuck'],
    ['is stuck in between as well', { status: 'Stopping', ago: 21 }, 'stuck'],
    [
      'to stop it that was cut off was none',
      { status: 'InService', progress: 'recorded' },
      'interrupted',
    ],
    [
      'to start it that was cut off was none',
      { status: 'Stopped', verb: 'start', progress: 'recorded' },
      'interrupted',
    ],
    [
      'to stop it that was cut off a moment ago may have been one',
      { status: 'InService', progress: 'recorded', ago: 0.5 },
      null,
    ],
    [
      'to start it that was cut off a moment ago may have been one',
      { status: 'Stopped', verb: 'start', progress: 'recorded', ago: 0.5 },
      null,
    ],
    ['that was cut off and yet begins was one', { status: 'Stopping', progress: 'recorded' }, null],
    ['to start it may take a moment to show', { status: 'Stopped', verb: 'start', ago: 2 }, null],
    [
      'to start it fell back where it is still off',
      { status: 'Stopped', verb: 'start' },
      'fell-back',
    ],
    ['to start it fell back where it failed', { status: 'Failed', verb: 'start' }, 'fell-back'],
    [
      'to start it may have failed for a moment only',
      { status: 'Failed', verb: 'start', ago: 2 },
      null,
    ],
    ['to stop it is still under way where it failed', { status: 'Failed' }, null],
    ['to start it waits for what comes up', { status: 'Pending', verb: 'start', ago: 20 }, null],
  ] as const)('%s', (_, seen, result) => {
    expect(endingOf(seen)?.result ?? null).toBe(result);
  });

  test('that is stuck says in which state', () => {
    expect(endingOf({ status: 'Stopping', ago: 21 })).toEqual({
      result: 'stuck',
      fault: fault('wrong-state', 'the notebook is Stopping'),
    });
    expect(endingOf({ status: 'Stopped', verb: 'start' })).toEqual({
      result: 'fell-back',
      fault: fault('wrong-state', 'the notebook is Stopped'),
    });
  });

  test.each(['Stopped', 'Deleting'] as const)('has no fault where it is %s', (status) => {
    expect(endingOf({ status })?.fault).toBeNull();
  });

  test('is an outcome of the very notebook', () => {
    const listed = [notebook({ id: OTHER, status: 'Stopped' }), notebook()];
    const open = { intent: intent(), target: ofNotebook(), name: TUTORIAL };
    expect(notebookEnding({ takenAt: NOON, notebooks: complete(listed) }, open)).toBeNull();
  });

  test('is open where nobody could list them', () => {
    const refused = incomplete(fault('throttled', 'Rate exceeded'));
    const open = { intent: intent(), target: ofNotebook(), name: TUTORIAL };
    expect(notebookEnding({ takenAt: NOON, notebooks: refused }, open)).toBeNull();
  });
});
