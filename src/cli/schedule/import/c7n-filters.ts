/** The offhour and onhour filters of a policy file of Cloud Custodian, wherever they are nested. */
import * as z from 'zod';
import { findingsOf, pathText, UNKNOWN_KEY } from '../../../lib/config/finding.ts';
import type { C7nFilter, C7nPolicy } from '../../../lib/schedule/dialects/c7n-offhours.ts';
import { c7nOptions, c7nPolicy } from '../eval-schemas.ts';
import type { Note, Source } from './imported.ts';

type Path = readonly PropertyKey[];

export interface FoundFilter {
  readonly path: Path;
  readonly tag: string;
  readonly policy: C7nPolicy;
}

const FILE = z.looseObject({ policies: z.array(z.unknown()).min(1) });
const POLICY = z.looseObject({
  name: z.string().optional(),
  resource: z.string().optional(),
  filters: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).nullish(),
  actions: z.array(z.unknown()).nullish(),
});
const TYPED = z.looseObject({ type: z.string() });
const BLOCK = z.record(z.string(), z.array(z.unknown()));

const DEFAULT_TAG = 'maid_offhours';
const ACTIONS = { offhour: 'stop', onhour: 'start' } as const;

export interface Reading {
  readonly found: readonly FoundFilter[];
  readonly notes: readonly Note[];
}

/** Null where the file is no policy file at all. */
export function readC7nFile(source: Source): Reading | null {
  const file = FILE.safeParse(source.content);
  if (!file.success) return null;
  const readings = file.data.policies.map((policy, index) =>
    readPolicy(source, policy, ['policies', index]),
  );
  return {
    found: readings.flatMap(({ found }) => found),
    notes: readings.flatMap(({ notes }) => notes),
  };
}

const noteAt = (source: Source, path: Path, sentence: string): Note => ({
  line: source.lineOf(path),
  path: pathText(path),
  sentence,
});

function readPolicy(source: Source, written: unknown, path: Path): Reading {
  const policy = POLICY.safeParse(written);
  if (!policy.success) {
    return { found: [], notes: [noteAt(source, path, 'It is no policy with a list of filters.')] };
  }
  const { resource = 'ec2', filters, actions } = policy.data;
  const list = Array.isArray(filters) ? filters : filters ? [filters] : [];
  const inside = list.map((filter, index) =>
    readFilter({ source, path: [...path, 'filters', index], inverted: false }, filter),
  );
  const found = inside.flatMap((one) => one.found);
  const notes = inside.flatMap((one) => one.notes);
  if (found.length === 0)
    return { found, notes: notes.filter(({ sentence }) => sentence !== OTHER) };
  if (!/^(aws\.)?ec2$/.test(resource)) {
    const sentence = `Its resource is ${resource}; only EC2 instances are stopped and started.`;
    return { found: [], notes: [noteAt(source, [...path, 'resource'], sentence)] };
  }
  return {
    found,
    notes: [...notes, ...actionNotes(source, [...path, 'actions'], { actions, found })],
  };
}

const OTHER = 'Another filter is not carried over: narrow with `select`, or by tags.';

interface Place {
  readonly source: Source;
  readonly path: Path;
  /** Inside a `not`. */
  readonly inverted: boolean;
}

function readFilter(place: Place, written: unknown): Reading {
  const typed = TYPED.safeParse(typeof written === 'string' ? { type: written } : written);
  if (typed.success) return readTyped(place, typed.data);
  const block = BLOCK.safeParse(written);
  const entries = Object.entries(block.success ? block.data : {});
  const isBlock = entries.length === 1 && /^(and|or|not)$/.test(entries[0]?.[0] ?? '');
  if (!isBlock) return { found: [], notes: [noteAt(place.source, place.path, OTHER)] };
  const inside = entries.flatMap(([key, filters]) =>
    filters.map((filter, index) =>
      readFilter(
        {
          ...place,
          path: [...place.path, key, index],
          inverted: place.inverted !== (key === 'not'),
        },
        filter,
      ),
    ),
  );
  return {
    found: inside.flatMap(({ found }) => found),
    notes: inside.flatMap(({ notes }) => notes),
  };
}

function readTyped({ source, path, inverted }: Place, filter: z.output<typeof TYPED>): Reading {
  const { type, ...options } = filter;
  const none = (sentence: string): Reading => ({
    found: [],
    notes: [noteAt(source, path, sentence)],
  });
  if (type !== 'offhour' && type !== 'onhour') return none(OTHER);
  if (inverted) return none(`${type} inside "not" matches every other hour: it has no edge.`);
  return readOptions({ source, path, inverted }, type, options);
}

/** A wrong option is named and left out, as long as the rest can be read without it. */
function readOptions({ source, path }: Place, type: C7nFilter, options: object): Reading {
  const plain = Object.entries(options).map(([key, value]): [string, unknown] => [
    key === 'fallback_schedule' ? 'fallback-schedule' : key,
    value,
  ]);
  const first = c7nOptions.safeParse(Object.fromEntries(plain));
  const findings = first.success ? [] : findingsOf(first.error, options);
  const wrong = new Set(findings.map((finding) => finding.path[0]));
  const second = c7nOptions.safeParse(Object.fromEntries(plain.filter(([key]) => !wrong.has(key))));
  if (!second.success) return { found: [], notes: [noteAt(source, path, 'It cannot be read.')] };
  const policy = c7nPolicy(type, second.data);
  const notes = findings.map((finding) =>
    noteAt(
      source,
      [...path, ...finding.path],
      finding.message === UNKNOWN_KEY ? 'No such option is known.' : `It ${finding.message}.`,
    ),
  );
  if (second.data['state-filter'] === false) {
    const sentence = 'What is stopped or running already is never asked to be so again.';
    notes.push(noteAt(source, [...path, 'state-filter'], sentence));
  }
  if (policy.skipDaysFrom === 'unknown') {
    const sentence = 'The list is kept elsewhere: write its dates as skipDays, or as holidays.';
    notes.push(noteAt(source, [...path, 'skip-days-from'], sentence));
  }
  const skipDays =
    policy.skipDaysFrom === 'unknown' ? policy.skipDays : (policy.skipDays ?? policy.skipDaysFrom);
  const tag = second.data.tag ?? DEFAULT_TAG;
  return { found: [{ path, tag, policy: { ...policy, skipDays, skipDaysFrom: null } }], notes };
}

interface Actions {
  readonly actions: readonly unknown[] | null | undefined;
  readonly found: readonly FoundFilter[];
}

function actionNotes(source: Source, path: Path, { actions, found }: Actions): readonly Note[] {
  const meant = new Set<string>(found.map(({ policy }) => ACTIONS[policy.filter]));
  return (actions ?? []).flatMap((action, index) => {
    const typed = TYPED.safeParse(typeof action === 'string' ? { type: action } : action);
    const name = typed.success ? typed.data.type : 'it';
    const extra = typed.success ? Object.keys(typed.data).filter((key) => key !== 'type') : [];
    if (meant.has(name) && extra.length === 0) return [];
    const what = meant.has(name) ? `Its ${extra.join(', ')}` : `The action ${name}`;
    return [
      noteAt(source, [...path, index], `${what} is not carried over: an edge stops or starts.`),
    ];
  });
}
