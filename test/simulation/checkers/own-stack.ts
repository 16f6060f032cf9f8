/** What of our own stack costs something, as serverless.yml deploys it; a test compares. */
import measured from '../../../data/function-costs.json' with { type: 'json' };

export interface OwnFunction {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

const PASS: OwnFunction = { memoryMb: 512, timeoutSeconds: 120 };
const DAY: OwnFunction = { memoryMb: 768, timeoutSeconds: 120 };

export const OWN_FUNCTIONS: Readonly<Record<string, OwnFunction>> = {
  'instance-changed': PASS,
  'alarm-changed': PASS,
  'clock-ticked': PASS,
  'digest-due': DAY,
  'scope-queued': DAY,
  'link-opened': { memoryMb: 320, timeoutSeconds: 10 },
};

export const STACK = { writeUnits: 5, readUnits: 5, customMetrics: 2 } as const;

/** Lambda gives a function one core at so much memory, and a part of one below it. */
const WHOLE_CORE_MB = 1_769;

/** The measured figures for at least so many instances, or for the most there are. */
function measuredFor(name: string, instances: number) {
  const rows = measured.functions.filter((row) => row.function === name);
  return rows.find((row) => row.instances >= instances) ?? rows.at(-1);
}

/**
 * What an invocation computes, in milliseconds of its own clock: with the share of a core that its
 * memory buys, and as if its environment were always new, which most are not.
 */
export function computingMs(name: string, instances: number): number {
  const { memoryMb = WHOLE_CORE_MB } = OWN_FUNCTIONS[name] ?? {};
  const { loadMs = 0, workMs = 0 } = measuredFor(name, instances) ?? {};
  return (loadMs + workMs) * Math.max(1, WHOLE_CORE_MB / memoryMb);
}

export const memoryGbOf = (name: string): number => (OWN_FUNCTIONS[name]?.memoryMb ?? 0) / 1_024;

/** What a deploy puts into its bucket, and that this one and the last are kept. */
export const DEPLOYMENT = {
  gigabytes: (2 * measured.deployment.zipBytes) / 1_000_000_000,
  writes: measured.deployment.writes,
  reads: measured.deployment.reads,
  /** One a week. */
  aMonth: 5,
} as const;
