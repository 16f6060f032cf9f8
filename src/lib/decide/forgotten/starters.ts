/** Who set forgotten instances running: whom to ask for, and what the answers add to a sweep. */
import { type Finding, findingKey, type Unread } from '../../model/finding.ts';
import { idOf, isInstanceId } from '../../model/ids.ts';
import { between, type Instant } from '../../model/instant.ts';
import type { SurveyRecord } from '../../model/ledger.ts';
import {
  type StartEvent,
  type StartQuestion,
  TRAIL_DELAY,
  TRAIL_KEPT,
} from '../../model/start-event.ts';
import { formerly } from './unseen.ts';

/** CloudTrail answers two questions a second, to everybody in the account. */
const MOST_ASKED = 20;

type Elsewhere = Finding<'instance-elsewhere'>;

const isElsewhere = (finding: Finding): finding is Elsewhere =>
  finding.kind === 'instance-elsewhere';

/** With what earlier sweeps were told: an answer holds until the instance is started again. */
export function withKnownStarters(
  findings: readonly Finding[],
  before: SurveyRecord | null,
): readonly Finding[] {
  const known = new Map(
    formerly(before)
      .filter(isElsewhere)
      .map((one) => [findingKey(one), one]),
  );
  return findings.map((finding): Finding => {
    if (!isElsewhere(finding)) return finding;
    const former = known.get(findingKey(finding));
    const startedBy = former?.since === finding.since ? former.facts.startedBy : undefined;
    return startedBy === undefined ? finding : answered(finding, startedBy);
  });
}

const answered = (finding: Elsewhere, startedBy: StartEvent | 'unknown'): Elsewhere => ({
  ...finding,
  facts: { ...finding.facts, startedBy },
});

/** The dearest first; the others at the next sweeps. */
export function startQuestions({ findings, at }: SurveyRecord): readonly StartQuestion[] {
  return findings
    .filter(isElsewhere)
    .filter(({ facts }) => facts.startedBy === undefined)
    .flatMap(({ region, id, since }) =>
      since === null || between(since, at) > TRAIL_KEPT
        ? []
        : [{ region, instanceId: idOf(isInstanceId, id), launchTime: since }],
    )
    .slice(0, MOST_ASKED);
}

export interface StartAnswers {
  /** By instance, newest first. */
  readonly found: ReadonlyMap<string, readonly StartEvent[]>;
  readonly refused: Pick<Unread, 'region' | 'code' | 'permission'> | null;
}

export function withStarters(
  record: SurveyRecord,
  { found, refused }: StartAnswers,
  before: SurveyRecord | null,
): SurveyRecord {
  const findings = record.findings.map((finding): Finding => {
    const starts = isElsewhere(finding) ? found.get(finding.id) : undefined;
    if (!isElsewhere(finding) || starts === undefined) return finding;
    const [newest] = starts;
    if (newest) return answered(finding, newest);
    return mayComeYet(finding.since, record.at) ? finding : answered(finding, 'unknown');
  });
  const unread = refused === null ? [] : [unreadStarts(refused, record.at, before)];
  return { ...record, findings, unread: [...record.unread, ...unread] };
}

const mayComeYet = (since: Instant | null, now: Instant): boolean =>
  since !== null && between(since, now) < TRAIL_DELAY;

/** Said once, like every family that a role may not read. */
function unreadStarts(
  { region, code, permission }: NonNullable<StartAnswers['refused']>,
  now: Instant,
  before: SurveyRecord | null,
): Unread {
  const known = before?.unread.find((one) => one.family === 'starts' && one.code === code);
  return { region, family: 'starts', code, permission, foundAt: known?.foundAt ?? now };
}
