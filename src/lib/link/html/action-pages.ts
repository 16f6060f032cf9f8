/** The pages about one instance: what can be done, what was done, and what was not. */
import { between, type Instant } from '../../model/instant.ts';
import { savingAnHour } from '../../tell/render/stop-effects.ts';
import type { Page, PageSubject } from '../page.ts';
import type { Content } from './document.ts';
import { type Child, fragment, type Html, h } from './node.ts';
import { choicesForm, dateForm, releaseForm } from './press-form.ts';
import { prose } from './prose.ts';
import type { PageVoice } from './voice.ts';

type OfferPage = Extract<Page, { kind: 'offer' }>;
type AnswerPage = Extract<Page, { kind: 'answer' }>;
type RefusedPage = Extract<Page, { kind: 'refused' }>;

const isOff = ({ state }: PageSubject): boolean => state !== 'running' && state !== 'pending';

export function offerPage(page: OfferPage, voice: PageVoice): Content {
  const { words, say } = voice;
  const { subject, stopAt, expiresAt } = page;
  const { eyebrow, expires, harmless } = words.offer;
  const state = isOff(subject) ? eyebrow.off : eyebrow.on;
  const isStopping = stopAt !== null && !isOff(subject);
  return {
    title: `${say.name(subject)}: ${isStopping ? eyebrow.stops : state}`,
    main: fragment(
      heading(isStopping ? eyebrow.stops : state, subject, voice),
      situation(page, voice),
      choices(page, voice),
    ),
    foot: h('p', {}, prose(`${harmless} ${expires(expiresAt, say)}`)),
  };
}

/** The name is foreign text: it is read in its own direction. */
const nameOf = (subject: PageSubject, { say }: PageVoice): Html => h('bdi', {}, say.name(subject));

function heading(eyebrow: string, subject: PageSubject, voice: PageVoice): Html {
  return fragment(
    h('p', { class: 'eyebrow' }, eyebrow),
    h('h1', {}, nameOf(subject, voice)),
    identity(subject, voice),
  );
}

function identity(subject: PageSubject, { words, say }: PageVoice): Html {
  const state = subject.state === null ? [] : [words.states[subject.state]];
  const parts = [subject.instanceId, say.data(subject.type), ...state];
  return h('p', { class: 'id' }, parts.filter((part) => part !== '').join(' · '));
}

function situation(page: OfferPage, voice: PageVoice): Html | null {
  const { words, say } = voice;
  const { subject, why, saves } = page;
  const { hold } = subject;
  const told = [
    subject.state === null && h('p', {}, words.offer.gone),
    hold !== null && h('p', {}, prose(words.offer.held(hold, say))),
    page.stopAt !== null && !isOff(subject) && whenOf(page.stopAt, page.at, voice),
    page.rest !== null && h('p', {}, prose(words.rest[page.rest])),
    why !== null && h('p', {}, prose(words.reason(why, say))),
    saves !== null && !isOff(subject) && h('p', {}, prose(savingAnHour(saves, words.effects, say))),
  ].filter((one) => one !== false);
  return told.length === 0 ? null : h('div', { class: 'card' }, told);
}

function whenOf(stopAt: Instant, at: Instant, { words, say }: PageVoice): Html {
  const { stops, overdue } = words.offer;
  const soon = stopAt <= at ? overdue : words.offer.in(between(at, stopAt), say);
  return h('p', { class: 'when' }, prose(stops(stopAt, say)), h('small', {}, soon));
}

function choices(page: OfferPage, voice: PageVoice): Child {
  const { words } = voice;
  const { offers, subject } = page;
  if (offers.length === 0) return h('p', { class: 'soft' }, words.offer.nothing);
  const form = choicesForm(offers, voice);
  const title = isOff(subject) ? words.offer.choose.off : words.offer.choose.running;
  const hasDate = offers.some(({ action }) => action === 'date');
  return [
    form && h('section', { 'aria-labelledby': 'choices' }, h('h2', { id: 'choices' }, title), form),
    hasDate &&
      h(
        'section',
        { 'aria-labelledby': 'until' },
        h('h2', { id: 'until' }, words.date.heading),
        dateForm(page, voice),
      ),
  ];
}

export function answerPage(page: AnswerPage, voice: PageVoice): Content {
  const { words, say } = voice;
  const { subject, pressed, canRelease } = page;
  const { answer } = words;
  const title = titleOf(page, voice);
  const isHeld = pressed.result === 'held' || pressed.result === 'starts-again';
  const told = sentencesOf(page, voice).map((text) => h('p', {}, prose(text)));
  return {
    title: `${say.name(subject)}: ${title}`,
    main: fragment(
      h('p', { class: 'eyebrow' }, eyebrowOf(page, voice)),
      h('h1', {}, title),
      h('p', { class: 'id' }, nameOf(subject, voice), ` · ${subject.instanceId}`),
      h('div', { class: 'card', role: 'status' }, told),
      isHeld && canRelease && releaseForm(voice),
      wayBack(voice),
    ),
    foot: h('p', {}, prose(answer.asked(pressed, say))),
  };
}

/** A press from before everything came to rest promised a start, which does not come now. */
const waits = ({ rest, pressed }: AnswerPage): boolean =>
  rest !== null && pressed.want === 'running';

function titleOf(page: AnswerPage, { words, say }: PageVoice): string {
  const { pressed } = page;
  return waits(page) ? words.rest.wanted(pressed.until, say) : words.answer.title(pressed, say);
}

function sentencesOf(page: AnswerPage, { words, say }: PageVoice): readonly string[] {
  const { pressed, rest, subject } = page;
  const told = waits(page) ? [] : words.answer.sentences(pressed, say.name(subject), say);
  return rest === null ? told : [...told, words.rest[rest]];
}

function eyebrowOf({ pressed }: AnswerPage, { words }: PageVoice): string {
  const { eyebrow } = words.answer;
  if (pressed.result === 'nothing-held') return eyebrow.nothing;
  return pressed.result === 'starts-again' ? eyebrow.late : eyebrow.done;
}

const wayBack = ({ words, view: { path, language } }: PageVoice): Html =>
  h('p', { class: 'back' }, h('a', { href: `${path ?? ''}?lang=${language}` }, words.answer.back));

export function refusedPage(page: RefusedPage, voice: PageVoice): Content {
  const { words, say } = voice;
  const { title, sentence } = words.refused;
  return {
    title,
    main: fragment(
      h('h1', {}, title),
      h('p', { class: 'id' }, nameOf(page.subject, voice), ` · ${page.subject.instanceId}`),
      h(
        'div',
        { class: 'card warn', role: 'alert' },
        h('p', {}, prose(sentence(page.latest, say))),
      ),
      h(
        'section',
        { 'aria-labelledby': 'until' },
        h('h2', { id: 'until' }, words.date.heading),
        dateForm(page, voice),
      ),
      wayBack(voice),
    ),
  };
}

/** The same for whoever comes without a valid link: not even the account is named. */
export const problemPage = ({ words: { problem } }: PageVoice): Content => ({
  title: problem.title,
  main: fragment(
    h('h1', {}, problem.title),
    problem.sentences.map((sentence) => h('p', {}, sentence)),
  ),
});
