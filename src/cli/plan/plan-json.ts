/** The plan for machines: one object a line, each with its `kind`. */
import { FREE_ALARM_METRICS } from '../../lib/model/alarm.ts';
import type { Decision } from '../../lib/model/decision.ts';
import { nameOf } from '../../lib/model/instance.ts';
import { toIso } from '../../lib/model/instant.ts';
import type { Reason } from '../../lib/model/reason.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import { evidenceOf } from '../evidence.ts';
import { printJson } from '../json.ts';
import type { Terminal } from '../terminal.ts';
import type { PlanWords } from './catalogue.ts';
import type { IdleAddress, InstanceRow, StayingVolume, TargetRow, Trouble } from './report.ts';
import type { PlanView } from './view.ts';
import { planWords } from './words.ts';

interface Speech {
  readonly words: PlanWords;
  readonly say: Say;
}

const sentenceOf = (reason: Reason, { say }: Speech): string =>
  wordsOf(say.view.language).reason(reason, say);

const decisionFields = ({ verdict, rule, reason }: Decision, speech: Speech) => ({
  verdict,
  rule,
  reason: { key: reason.key, evidence: evidenceOf(reason) },
  sentence: sentenceOf(reason, speech),
});

function instanceEntry(row: InstanceRow, speech: Speech) {
  const { instance, decision, next, microUsdPerHour } = row;
  return {
    kind: 'instance',
    id: instance.id,
    name: nameOf(instance),
    type: instance.type,
    state: instance.state,
    ...decisionFields(decision, speech),
    next: next && { ...next, at: toIso(next.at) },
    microUsdPerHour,
    opinions: decision.opinions.map(({ rule, verdict, reason, binding }) => ({
      rule,
      verdict,
      reason: reason.key,
      binding,
    })),
  };
}

const targetEntry = ({ kind, decision, name }: TargetRow, speech: Speech) => ({
  kind,
  id: decision.target.id,
  name,
  ...decisionFields(decision, speech),
});

const idleAddressEntry = (address: IdleAddress, { words, say }: Speech) => ({
  kind: 'address',
  fact: 'idle',
  publicIp: address.publicIp,
  instanceId: address.instance.id,
  name: nameOf(address.instance),
  monthlyMicroUsd: address.monthlyMicroUsd,
  sentence: words.idleAddress(address, say),
});

const stayingVolumeEntry = (volume: StayingVolume, { words, say }: Speech) => ({
  kind: 'volume',
  fact: 'outlives-instance',
  id: volume.volumeId,
  device: volume.device,
  instanceId: volume.instance.id,
  name: nameOf(volume.instance),
  sentence: words.stayingVolume(volume, say),
});

const troubleEntry = (trouble: Trouble, { words, say }: Speech) => ({
  kind: 'trouble',
  trouble: 'family-refused',
  family: trouble.family,
  code: trouble.fault.code,
  awsCode: trouble.fault.awsCode,
  permission: trouble.fault.permission,
  sentence: words.trouble(trouble, say),
});

const upkeepEntries = ({ plan }: PlanView['report'], { words }: Speech) =>
  plan.upkeep === null
    ? []
    : [
        {
          kind: 'upkeep',
          ...plan.upkeep,
          freeMetrics: FREE_ALARM_METRICS,
          sentence: words.upkeep(plan.upkeep).join(' '),
        },
      ];

function planEntry({ report, policyFile, odd, savedIn }: PlanView) {
  const { plan, instances, world } = report;
  const { account, region, takenAt } = world.snapshot;
  const byVerdict = Map.groupBy(instances, ({ decision }) => decision.verdict);
  return {
    kind: 'plan',
    account,
    region,
    at: toIso(takenAt),
    mode: plan.mode,
    modes: plan.modes,
    policyFile,
    savedIn,
    instances: instances.length,
    verdicts: Object.fromEntries([...byVerdict].map(([verdict, rows]) => [verdict, rows.length])),
    metrics: report.metrics,
    odd,
  };
}

export function printPlanJson(terminal: Terminal, view: PlanView): void {
  const { report, say } = view;
  const speech: Speech = { words: planWords(say.view.language), say };
  printJson(
    terminal,
    ...report.instances.map((row) => instanceEntry(row, speech)),
    ...report.targets.map((row) => targetEntry(row, speech)),
    ...report.idleAddresses.map((address) => idleAddressEntry(address, speech)),
    ...report.stayingVolumes.map((volume) => stayingVolumeEntry(volume, speech)),
    ...upkeepEntries(report, speech),
    ...report.troubles.map((trouble) => troubleEntry(trouble, speech)),
    planEntry(view),
  );
}
