/** What can be pressed: forms that work without a script. */
import type { Instant } from '../../model/instant.ts';
import type { HoldAction } from '../../model/link.ts';
import { localTimeAt } from '../../schedule/zone.ts';
import type { Offer } from '../page.ts';
import { type Child, type Html, h } from './node.ts';
import type { PageVoice } from './voice.ts';

/** The answer comes in the language of the question. */
const posted = ({ path, language }: PageVoice['view'], ...children: readonly Child[]): Html =>
  h('form', { method: 'post', action: `${path ?? ''}?lang=${language}` }, ...children);

const pressed = (action: HoldAction) => ({ type: 'submit', name: 'action', value: action });

/** All that is one press, the first of them the most wanted. */
export function choicesForm(offers: readonly Offer[], voice: PageVoice): Html | null {
  const { words, say, view } = voice;
  const { actions, until, releaseNote } = words.offer;
  const isLast = ({ action }: Offer): number => (action === 'release' ? 1 : 0);
  const items = offers
    .filter(({ action }) => action !== 'date')
    .toSorted((a, b) => isLast(a) - isLast(b))
    .map((offer, index) => {
      const note = offer.until === null ? releaseNote : until(offer.until, say);
      const label = [h('span', {}, actions[offer.action]), h('small', {}, note)];
      const isFirst = index === 0 && offer.action !== 'release';
      return h('li', isFirst ? { class: 'first' } : {}, h('button', pressed(offer.action), label));
    });
  return items.length === 0 ? null : posted(view, h('ul', { class: 'choices' }, items));
}

export interface DateRange {
  readonly at: Instant;
  readonly latest: Instant;
}

/** A date of the reader's own; the browser brings the calendar. */
export function dateForm({ at, latest }: DateRange, { words, say, view }: PageVoice): Html {
  const dateIn = (when: Instant): string => localTimeAt(view.zone, when).date;
  const input = h('input', {
    type: 'date',
    id: 'date',
    name: 'date',
    required: true,
    min: dateIn(at),
    max: dateIn(latest),
    'aria-describedby': 'date-hint',
  });
  return posted(
    view,
    h(
      'div',
      { class: 'date' },
      h('label', { for: 'date' }, words.date.label),
      h('p', { id: 'date-hint', class: 'soft small' }, words.date.hint(latest, say)),
      input,
      h('button', pressed('date'), words.date.submit),
    ),
  );
}

export const releaseForm = ({ words, view }: PageVoice): Html =>
  posted(
    view,
    h(
      'button',
      pressed('release'),
      h('span', {}, words.answer.undo),
      h('small', {}, words.answer.undoNote),
    ),
  );
