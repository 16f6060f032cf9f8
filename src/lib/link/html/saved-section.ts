/** What the stops of this month have saved, together and by rule. */
import type { SavedInMonth } from '../../model/savings.ts';
import { type Html, h } from './node.ts';
import { prose } from './prose.ts';
import type { PageVoice } from './voice.ts';

export function savedSection(saved: SavedInMonth | null, voice: PageVoice): Html | null {
  if (saved === null || saved.rules.length === 0) return null;
  const { words, say } = voice;
  const { status } = words;
  const { until, total, rules, paidBy } = saved;
  const byCredits = paidBy === 'credits';
  const rows = rules.map(({ rule, saved: part }) =>
    h(
      'div',
      {},
      h('dt', {}, status.rules[rule]),
      h('dd', {}, prose(words.saved(part, say, byCredits))),
    ),
  );
  return h(
    'section',
    { 'aria-labelledby': 'saved' },
    h('h2', { id: 'saved' }, status.saved(saved)),
    h('p', { class: 'soft small' }, prose(status.savedCounted(until, say))),
    h(
      'div',
      { class: 'card' },
      rules.length > 1 && h('p', {}, prose(words.saved(total, say, byCredits))),
      paidBy === 'unknown' && h('p', { class: 'soft small' }, status.freeTierUnknown),
      h('dl', {}, rows),
    ),
  );
}
