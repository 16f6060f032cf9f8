/** The plan as a person reads it. */

import type { Upkeep } from '../../lib/model/upkeep.ts';
import { VERDICTS } from '../../lib/model/verdict.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import type { Terminal } from '../terminal.ts';
import { instanceSections, onlyTold } from './instance-text.ts';
import { type Detail, details, INDENT, type Layout, VERDICT_STYLE } from './layout.ts';
import type { TargetRow } from './report.ts';
import type { PlanView } from './view.ts';
import { planWords } from './words.ts';

/** A longer list of addresses or volumes is for machines. */
const MOST_LISTED = 20;

export function printPlan(terminal: Terminal, view: PlanView): void {
  const { report, say } = view;
  const layout: Layout = { ...view, terminal, words: planWords(say.view.language) };
  const sections = [
    titleSection(layout),
    ...instanceSections(layout),
    addressSection(layout),
    volumeSection(layout),
    listed(layout, layout.words.headings.exposure, targetDetails(layout, 'exposure')),
    listed(layout, layout.words.headings.health, targetDetails(layout, 'health')),
    alarmSection(layout),
    troubleSection(layout),
    report.instances.length > 0 ? countSection(layout) : [],
    closing(layout),
  ].filter((lines) => lines.length > 0);
  sections.forEach((lines, index) => {
    if (index > 0) terminal.print('');
    terminal.print(...lines);
  });
}

const titleSection = ({ terminal, words, report, say }: Layout): readonly string[] => {
  const { account, region, takenAt: at } = report.world.snapshot;
  return [terminal.style('heading', words.title({ account, region, at }, say))];
};

function targetDetails({ words, say, report }: Layout, kind: TargetRow['kind']): readonly Detail[] {
  return report.targets
    .filter((target) => target.kind === kind)
    .map(({ decision, name }) => ({
      label: words.verdicts[decision.verdict],
      style: VERDICT_STYLE[decision.verdict],
      text: [
        `${say.data(name, 40)}: ${wordsOf(say.view.language).reason(decision.reason, say)}`,
        ...onlyTold({ words, report }, decision),
      ].join(' '),
    }));
}

function listed(layout: Layout, heading: string, all: readonly Detail[]): readonly string[] {
  if (all.length === 0) return [];
  const { terminal, words } = layout;
  const rest = all.length - MOST_LISTED;
  return [
    terminal.style('heading', heading),
    ...details(layout, all.slice(0, MOST_LISTED)),
    ...(rest > 0 ? [INDENT + words.more(rest)] : []),
  ];
}

const addressSection = (layout: Layout): readonly string[] => {
  const { words, say, report } = layout;
  return listed(layout, words.headings.addresses, [
    ...targetDetails(layout, 'address'),
    ...report.idleAddresses.map((address) => ({
      label: words.idle,
      style: 'careful' as const,
      text: words.idleAddress(address, say),
    })),
  ]);
};

const volumeSection = (layout: Layout): readonly string[] => {
  const { words, say, report } = layout;
  return listed(layout, words.headings.volumes, [
    ...targetDetails(layout, 'volume'),
    ...report.stayingVolumes.map((volume) => ({
      label: words.stays,
      style: 'quiet' as const,
      text: words.stayingVolume(volume, say),
    })),
  ]);
};

function alarmSection({ terminal, words, report }: Layout): readonly string[] {
  const { upkeep } = report.plan;
  if (upkeep === null || isIdle(upkeep)) return [];
  return [
    terminal.style('heading', words.headings.alarms),
    ...words
      .upkeep(upkeep)
      .flatMap((sentence) => wrap(sentence, terminal.columns - INDENT.length))
      .map((line) => INDENT + line),
  ];
}

const isIdle = ({ put, remove, kept, without }: Upkeep): boolean =>
  put.length + remove.length + kept.length + without.length === 0;

function troubleSection({ terminal, words, say, report }: Layout): readonly string[] {
  const { troubles } = report;
  if (troubles.length === 0) return [];
  const denied = [...new Set(troubles.flatMap(({ fault }) => fault.permission ?? []))];
  const sentences = [
    ...troubles.map((trouble) => words.trouble(trouble, say)),
    ...(denied.length > 0 ? [words.allow(denied)] : []),
  ];
  return [
    terminal.style('bad', words.headings.trouble),
    ...sentences
      .flatMap((sentence) => wrap(sentence, terminal.columns - INDENT.length))
      .map((line) => INDENT + line),
  ];
}

function countSection({ words, report, terminal }: Layout): readonly string[] {
  const verdicts = report.instances.map(({ decision }) => decision.verdict);
  const parts = VERDICTS.flatMap((verdict) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return count > 0 ? [words.counted[verdict](count)] : [];
  });
  return wrap(words.counts(verdicts.length, parts), terminal.columns);
}

function closing(layout: Layout): readonly string[] {
  const { words, say, report, terminal, policyFile, odd, elsewhere, savedIn } = layout;
  const metrics = report.metrics.statistics > 0 ? [words.metrics(report.metrics, say)] : [];
  const sentences = [
    ...metrics,
    words.mode(report.plan.mode, policyFile),
    ...odd,
    ...(elsewhere.length === 0 ? [] : [words.elsewhere(elsewhere, say)]),
    words.firstPass,
    ...(savedIn === null ? [] : [words.saved(say.data(savedIn))]),
  ];
  return sentences.flatMap((sentence) => wrap(sentence, terminal.columns));
}
