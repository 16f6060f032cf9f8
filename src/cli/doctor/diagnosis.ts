/** What one check comes to: a sentence in each language, and the command that mends it. */
import type { Probe } from '../../lib/model/checkup.ts';
import type { Fault } from '../../lib/model/fault.ts';
import type { Language } from '../../lib/model/policy.ts';
import type { Say } from '../../lib/tell/render/say.ts';

export type Standing = 'ok' | 'warning' | 'broken';

export const CHECKS = [
  'account',
  'stack',
  'clock',
  'elsewhere',
  'rules',
  'schedules',
  'subscription',
  'dead-letters',
  'switch',
  'policy',
  'permissions',
  'tags',
  'plan',
  'alarms',
  'capacity',
  'quotas',
] as const;
export type CheckName = (typeof CHECKS)[number];

type Sentences = Readonly<Record<Language, (say: Say) => string>>;

export interface Diagnosis {
  readonly check: CheckName;
  readonly standing: Standing;
  readonly says: Sentences;
  readonly mend: string | null;
}

type Said = readonly [en: string | ((say: Say) => string), ko: string | ((say: Say) => string)];

const spoken = (text: string | ((say: Say) => string)): ((say: Say) => string) =>
  typeof text === 'string' ? () => text : text;

const diagnosis =
  (standing: Standing) =>
  (check: CheckName, [en, ko]: Said, mend: string | null = null): Diagnosis => ({
    ...{ check, standing, mend },
    says: { en: spoken(en), ko: spoken(ko) },
  });

export const ok = diagnosis('ok');
export const warning = diagnosis('warning');
export const broken = diagnosis('broken');

/** What could not be looked at is a finding of its own, and holds no other. */
export const unread = (check: CheckName, { permission, message }: Fault): Diagnosis =>
  warning(check, [
    (say) =>
      permission === null
        ? `This could not be looked at: ${say.data(message, 160)}.`
        : `This could not be looked at: these credentials lack ${say.data(permission)}.`,
    (say) =>
      permission === null
        ? `확인하지 못했습니다: ${say.data(message, 160)}.`
        : `확인하지 못했습니다. 이 자격 증명에 ${say.data(permission)} 권한이 없습니다.`,
  ]);

/** Judges what was read, and says what was not. */
export const judged = <T>(
  check: CheckName,
  probe: Probe<T>,
  judge: (value: T) => Diagnosis,
): Diagnosis => (probe.known ? judge(probe.value) : unread(check, probe.fault));

export const deployCommand = (stage: string, region: string): string =>
  `npm run deploy -- --region ${region}${stage === 'prod' ? '' : ` --stage ${stage}`} ` +
  '--param email=YOU@EXAMPLE.COM';
