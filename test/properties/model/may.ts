/**
 * Who may be stopped when, and who may be started: written from what we promise people, apart from
 * the rules that the product follows. Each function names the first objection, or none.
 */
import {
  type Instant,
  instant,
  later,
  minus,
  minutes,
  plus,
  seconds,
} from '../../../src/lib/model/instant.ts';
import type { Hold } from '../../../src/lib/model/ledger.ts';
import {
  adoptedSince,
  type Box,
  flag,
  isRunning,
  lastTurn,
  ON_ITS_WAY,
  type Story,
  type Turn,
  tag,
  timetableOf,
  valueAt,
} from './story.ts';
import {
  ATTEMPTS,
  BOOT_GRACE,
  CATCH_UP,
  COOL_DOWN,
  type Edge,
  MINIMUM_UPTIME,
  newestEdge,
  type Timetable,
} from './terms.ts';

/** A power call of ours, with the reason that it gave. */
export interface Call {
  readonly at: Instant;
  readonly to: Turn['to'];
  readonly why: string;
  /** Earlier calls for the same instance and reason, whether AWS accepted them or not. */
  readonly earlier: readonly Instant[];
}

/** One instance, at the instant at which it was looked at. */
export interface View {
  readonly story: Story;
  readonly box: Box;
  readonly at: Instant;
}

type Objection = string | null;

/** The first of them; each is asked only if those before it had nothing to say. */
const firstOf = (...objections: readonly (() => Objection)[]): Objection => {
  for (const object of objections) {
    const found = object();
    if (found !== null) return found;
  }
  return null;
};

const unless = (allowed: boolean, objection: string): Objection => (allowed ? null : objection);

/**
 * What is re-read just before a call binds at the call; the rest as it was a moment before, when
 * the instances were listed, or now.
 */
export function objectionTo(story: Story, box: Box, call: Call): Objection {
  const now = { story, box, at: call.at };
  const before = { story, box, at: minus(call.at, ON_ITS_WAY) };
  return firstOf(
    () => atTheCall(now, call),
    () => asListed(before, call) && asListed(now, call),
  );
}

const asListed = (view: View, call: Call): Objection =>
  firstOf(
    () => handsOff(view, call),
    () => reasonFails(view, call),
  );

/** From the re-check to the call. */
const TOO_LATE = seconds(2);

/** The hold that counts: a newer one takes the place of an older one. */
function holdAt({ box, at }: View): Hold | null {
  const hold = box.holds.findLast((one) => one.at < minus(at, TOO_LATE));
  return hold !== undefined && hold.until > at ? hold : null;
}

/** Whether a person asked for it, be it in the very last moment. */
const isWished = ({ box, at }: View, to: Turn['to']): Hold | undefined =>
  box.holds.findLast((one) => one.at <= at && one.until > at && one.want === to);

function atTheCall(view: View, { to }: Call): Objection {
  const { story, box, at } = view;
  const known = minus(at, TOO_LATE);
  const hold = holdAt(view);
  const shielded = to === 'stopped' && valueAt(box.stopProtected, known) === true;
  const isShielded = shielded && valueAt(box.stopProtected, at) === true;
  const acts = valueAt(story.acting, at) === true || valueAt(story.acting, known) === true;
  return firstOf(
    () => unless(hold === null || isWished(view, to) !== undefined, 'a hold is open'),
    () => unless(acts, 'the owner has switched acting off'),
    () => unless(!isShielded, 'it is stop-protected'),
  );
}

const IDLE_WORDS = ['never', '30m', '2h'];
const IS_DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function handsOff(view: View, { to }: Call): Objection {
  const { story, box, at } = view;
  const until = tag(box, 'hold-until', at);
  const idle = tag(box, 'idle', at);
  const isWanted = isWished(view, to) !== undefined;
  const started = lastTurn(box, 'running', at)?.at ?? story.began;
  const isYoung = to === 'stopped' && plus(started, MINIMUM_UPTIME) > at;
  return firstOf(
    () => unless(!box.gone && isRunning(box, at) === (to === 'stopped'), `it is not to be ${to}`),
    () => unless(!box.foreign, 'it is not ours'),
    () => unless(!flag(box, 'ignore', at) && !flag(box, 'keep', at), 'its tag says no'),
    () => unless(until === undefined || IS_DATE_TIME.test(until), 'its hold cannot be read'),
    () => unless(isWanted || !(Date.parse(until ?? '') > at), 'it is held by its tag'),
    () => unless(idle === undefined || IDLE_WORDS.includes(idle), 'its idle tag cannot be read'),
    () => unless(timetableOf(story, box, at) !== 'unknown', 'its schedule cannot be read'),
    () => unless(!isYoung, 'it was started only now'),
  );
}

function reasonFails(view: View, call: Call): Objection {
  switch (call.why) {
    case 'stop-edge':
    case 'start-edge':
      return edgeFails(view, call);
    case 'enforced':
      return enforcementFails(view, call);
    case 'idle':
      return idlenessFails(view);
    case 'hold-wants-running':
    case 'hold-wants-stopped':
      return wishFails(view, call);
    default:
      return `"${call.why}" is no reason for it`;
  }
}

function edgeFails(view: View, call: Call): Objection {
  const { story, box, at } = view;
  const timetable = timetableOf(story, box, at);
  if (timetable === null || timetable === 'unknown') return 'it has no schedule';
  const edge = newestEdge(timetable, at);
  if (edge === undefined || edge.to !== call.to) return `no edge wants it ${call.to}`;
  const lateBy = at - dueAt(view, edge);
  const tries = call.earlier.filter((one) => one >= edge.at).length;
  return firstOf(
    () => unless(edge.at > adoptedSince(story, box, at), 'the edge is from before we were there'),
    () => unless(lateBy <= CATCH_UP + ON_ITS_WAY, 'the edge is too long past'),
    () => unless(!wasHeldAt(view, edge), 'a hold has answered the edge'),
    () => unless(tries < ATTEMPTS, 'the edge had its attempts'),
    () => unless(!wasAnswered(view, edge), 'the edge was answered before'),
    () => personFails(view, edge, timetable),
    () => (edge.to === 'stopped' ? warningFails(view, edge.at, timetable.warn) : null),
    () => (edge.to === 'running' ? startFails(view, timetable) : null),
  );
}

/** "One hour more" makes it due at the end of that hour. */
const dueAt = ({ box, at }: View, edge: Edge): Instant =>
  box.holds
    .filter((hold) => hold.postpones && hold.at <= at)
    .reduce((due, { until }) => later(due, until), edge.at);

/** The last hold speaks for itself; an earlier one must have been seen at work. */
function wasHeldAt({ story, box, at }: View, edge: Edge): boolean {
  const byTag = Date.parse(tag(box, 'hold-until', at) ?? '') > edge.at;
  const placed = box.holds.filter((hold) => hold.at <= minus(at, TOO_LATE));
  const byLink = placed.some((hold, index) => {
    const next = placed[index + 1]?.at;
    const ends = next === undefined ? hold.until : Math.min(hold.until, next);
    const covers = !hold.postpones && hold.at <= edge.at && edge.at < ends;
    const seen = story.looks.some((look) => look > edge.at && minus(look, ON_ITS_WAY) < ends);
    return covers && (next === undefined || seen);
  });
  return byTag || byLink;
}

const wasAnswered = ({ box, at }: View, edge: Edge): boolean =>
  box.turns.some(
    (turn) => turn.by === 'us' && turn.to === edge.to && turn.at >= edge.at && turn.at < at,
  );

/** What a person did after the edge stands until the next one, unless it is enforced. */
function personFails({ box, at }: View, edge: Edge, { enforce }: Timetable): Objection {
  const opposite = edge.to === 'stopped' ? 'running' : 'stopped';
  const turn = lastTurn(box, opposite, at);
  const stands = turn?.by === 'person' && turn.at > edge.at;
  return unless(!stands || enforce, 'a person decided otherwise after the edge');
}

function startFails({ box, at }: View, { start, enforce }: Timetable): Objection {
  const stop = lastTurn(box, 'stopped', at);
  const ours = stop?.by === 'us' && (stop.why === 'stop-edge' || stop.why === 'enforced');
  if (start === 'none') return 'this schedule starts nothing';
  return unless(start === 'all' || enforce || ours, 'the schedule did not stop it');
}

/** About that edge; about idleness where it is null. */
function warningFails({ box, at }: View, edge: Instant | null | 'any', warn: number): Objection {
  if (warn === 0) return null;
  const started = lastTurn(box, 'running', at)?.at ?? instant(0);
  const warned = box.letters.some(
    (letter) =>
      letter.kind === 'about-to-stop' &&
      (edge === 'any' || letter.edge === edge) &&
      letter.at >= started &&
      letter.at + warn <= at + ON_ITS_WAY,
  );
  return unless(warned, 'nobody was warned in time');
}

function enforcementFails(view: View, call: Call): Objection {
  const { story, box, at } = view;
  const timetable = timetableOf(story, box, at);
  if (timetable === null || timetable === 'unknown') return 'it has no schedule';
  const edge = newestEdge(timetable, at);
  return firstOf(
    () => unless(timetable.enforce, 'its schedule is not enforced'),
    () => unless(edge?.to === call.to, `its schedule does not want it ${call.to}`),
    () => unless((edge?.at ?? 0) > adoptedSince(story, box, at), 'we were not there yet'),
    () => unless(call.to === 'stopped' || timetable.start !== 'none', 'it starts nothing'),
    () => (call.to === 'stopped' ? warningFails(view, 'any', timetable.warn) : null),
  );
}

/** A person's own start or stop after the hold is the newer wish. */
function wishFails(view: View, { to }: Call): Objection {
  const { box, at } = view;
  const hold = isWished(view, to);
  if (hold === undefined) return `no hold wants it ${to}`;
  const turn = lastTurn(box, to === 'stopped' ? 'running' : 'stopped', at);
  return unless(!(turn?.by === 'person' && turn.at > hold.at), 'a person decided otherwise since');
}

const PERIOD = minutes(5);
/** How far the newest datapoint may lie back. */
const LONGEST_LAG = minutes(15);

function idlenessFails(view: View): Objection {
  const { story, box, at } = view;
  const window = windowOf(view);
  const started = lastTurn(box, 'running', at)?.at ?? story.began;
  if (window === null) return 'idleness is not asked about';
  const { grace } = story.terms.idle ?? { grace: minutes(20) };
  const proven = plus(plus(started, BOOT_GRACE), minutes((window / minutes(1)) * 0.8));
  return firstOf(
    () => unless(valueAt(story.metricsRefused, at) !== true, 'nobody knows whether it is idle'),
    () => unless(proven <= at, 'it has not run long enough to prove anything'),
    () => unless(!workedIn(box, minus(at, window), minus(at, LONGEST_LAG)), 'it was at work'),
    () => unless(!isEnforcedToRun(view), 'its schedule wants it running'),
    () => unless(!coolsDown(view), 'it was stopped a short while ago'),
    () => warningFails(view, null, grace),
    () => unless(!isWithdrawn(view), 'the warning was withdrawn'),
  );
}

/** What is asked about: the tag's window, or the policy's; null for not at all. */
export function windowOf({ story, box, at }: View) {
  const word = tag(box, 'idle', at);
  if (word === 'never') return null;
  if (word === '30m') return minutes(30);
  if (word === '2h') return minutes(120);
  return story.terms.idle?.window ?? null;
}

/** Whether a whole period within it was one of work. */
function workedIn({ busy }: Box, from: Instant, to: Instant): boolean {
  const first = Math.ceil(from / PERIOD) * PERIOD;
  for (let period = first; period + PERIOD <= to; period += PERIOD) {
    if (valueAt(busy, instant(period)) === true) return true;
  }
  return false;
}

function isEnforcedToRun({ story, box, at }: View): boolean {
  const timetable = timetableOf(story, box, at);
  if (timetable === null || timetable === 'unknown' || !timetable.enforce) return false;
  const edge = newestEdge(timetable, at);
  return edge?.to === 'running' && edge.at > plus(adoptedSince(story, box, at), minutes(30));
}

const coolsDown = ({ box, at }: View): boolean =>
  box.turns.some(
    ({ why, at: turned }) => why === 'idle' && turned < at && turned > minus(at, COOL_DOWN),
  );

/** The last word on idleness that somebody read took the warning back. */
function isWithdrawn({ box, at }: View): boolean {
  const words = box.letters.filter(
    (letter) =>
      letter.at <= at &&
      (letter.kind === 'withdrawn' || (letter.kind === 'about-to-stop' && letter.edge === null)),
  );
  return words.at(-1)?.kind === 'withdrawn';
}
