/** The demo for machines: one JSON object a line, the last one the summary. */
import { toIso } from '../../lib/model/instant.ts';
import type { JsonEntry } from '../json.ts';
import { freeTierEntries } from './free-tier.ts';
import { type Outcome, violationsIn } from './outcome.ts';
import type { Happening } from './story.ts';

/** What is told carries the kinds of the messages; all else has kinds of its own. */
export function storyEntry(happening: Happening): JsonEntry {
  const at = toIso(happening.at);
  switch (happening.kind) {
    case 'deed':
      return { kind: 'person', at, ...happening.deed };
    case 'aws':
      return { kind: 'aws', at, name: happening.name, reason: happening.reason };
    case 'mail': {
      const { subject, text, warns } = happening.mail;
      return { kind: 'mail', at, dedupeKey: warns, subject, text };
    }
    case 'digest':
      return { kind: 'digest', at, subject: happening.subject };
    case 'found':
      return { kind: 'found', at, findings: happening.findings };
    case 'notice': {
      const { kind, urgency, dedupeKey, facts } = happening.notice;
      return { kind, at, urgency, dedupeKey, facts };
    }
  }
}

export function outcomeEntries({ options, bills, laws, freeTier }: Outcome): readonly JsonEntry[] {
  const { seed, days } = options;
  const billEntries = (['without', 'with'] as const).flatMap((which) =>
    bills[which].lines.map(({ kind: of, ...line }) => ({ kind: 'bill', which, of, ...line })),
  );
  const lawEntries = laws.map(({ law: { number, name }, violations }) => ({
    kind: 'law',
    number,
    name,
    violations: violations.map(({ says }) => says),
  }));
  const summary = {
    kind: 'summary',
    seed,
    days,
    violations: violationsIn(laws),
    billMicroUsd: { without: bills.without.totalMicroUsd, with: bills.with.totalMicroUsd },
  };
  return [...billEntries, ...freeTierEntries(freeTier), ...lawEntries, summary];
}
