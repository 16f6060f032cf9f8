/** The whole of a page around its content: what a browser, a robot and a screen reader want. */
import type { Language } from '../../model/policy.ts';
import { type Child, fragment, h } from './node.ts';
import { FILE_CONTENT_SECURITY_POLICY, STYLESHEET } from './stylesheet.ts';
import { pageWords } from './words.ts';

export interface Content {
  readonly title: string;
  readonly main: Child;
  readonly foot?: Child;
  /** For tables and charts; else the page is as narrow as a letter. */
  readonly isWide?: boolean;
}

export interface Frame {
  readonly language: Language;
  /** Where the page stands; null where it is a file. */
  readonly path: string | null;
}

const NAMES: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };
const LANGUAGES = ['en', 'ko'] as const;

/** A circle half filled, in a color that shows on light and dark tabs: one request fewer. */
const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><g fill="#2a9d8f">' +
      '<path d="M8 1a7 7 0 0 1 0 14z"/><path d="M8 1a7 7 0 1 0 0 14V13A5 5 0 0 1 8 3z"/></g></svg>',
  );

export function documentOf({ title, main, foot, isWide = false }: Content, frame: Frame): string {
  const body = h(
    'body',
    isWide ? { class: 'wide' } : {},
    h('div', { class: 'page' }, top(frame), h('main', {}, main), foot ? footer(foot) : null),
  );
  return (
    `<!doctype html><html lang="${frame.language}"><head>${head(title, frame)}` +
    `<style>${STYLESHEET}</style></head>${body}</html>\n`
  );
}

const head = (title: string, { path }: Frame) =>
  fragment(
    h('meta', { charset: 'utf-8' }),
    path === null && policyOfFile(),
    named('viewport', 'width=device-width, initial-scale=1'),
    named('robots', 'noindex, nofollow'),
    named('referrer', 'no-referrer'),
    named('color-scheme', 'light dark'),
    // Ids and amounts are no telephone numbers.
    named('format-detection', 'telephone=no, date=no, address=no, email=no'),
    h('title', {}, `${title} · Tierkeeper`),
    h('link', { rel: 'icon', href: ICON }),
  );

const named = (name: string, content: string) => h('meta', { name, content });

const policyOfFile = () =>
  h('meta', {
    'http-equiv': 'Content-Security-Policy',
    content: FILE_CONTENT_SECURITY_POLICY,
  });

const footer = (foot: Child) => h('footer', { class: 'foot' }, foot);

const top = (frame: Frame) =>
  h(
    'header',
    { class: 'top' },
    h('span', { class: 'brand' }, 'Tierkeeper'),
    frame.path === null ? null : languages(frame),
  );

function languages({ language }: Frame) {
  const links = LANGUAGES.map((one) =>
    h(
      'li',
      {},
      one === language
        ? h('span', { lang: one, 'aria-current': 'true' }, NAMES[one])
        : h('a', { href: `?lang=${one}`, lang: one, hreflang: one }, NAMES[one]),
    ),
  );
  return h(
    'nav',
    { 'aria-label': pageWords(language).languages },
    h('ul', { class: 'languages' }, links),
  );
}
