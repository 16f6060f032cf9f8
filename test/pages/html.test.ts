/** Whatever a tag says, a page shows it as text. */
import { test as law } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, h } from '../../src/lib/link/html/node.ts';
import { renderPage } from '../../src/lib/link/html/render-page.ts';
import { answer, offer, PAGES, SUBJECT, VIEWS } from './pages.ts';

/** What people put into a Name to see what happens. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>',
  '</title><h1>',
  '&lt;b&gt;',
  '@channel',
  '<!channel>',
  'one\r\nSet-Cookie: a=b',
  '\u202Egnp.exe',
  '\u2066\u2069',
  '\ud800',
  '\u0000\u001b[31m',
  '`backtick`',
  'x'.repeat(256),
  '가'.repeat(256),
];

const foreign = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 256 }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '=', '/', ' ', 'a', '\ud801') }),
);

/** What a browser takes for markup, in the order of the page. */
const elementsOf = (page: string): readonly string[] =>
  Array.from(page.matchAll(/<[a-z!/][^>]*>/gi), ([element]) => element.replace(/"[^"]*"/g, '""'));

const plainText = elementsOf(renderPage(offer({ name: 'dev-box' }), VIEWS.en));

const UNESCAPE: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
  '&amp;': '&',
};

describe('an element', () => {
  law.prop([foreign])('shows any text as that text', (text) => {
    const markup = String(h('p', {}, text));
    const inner = markup.slice('<p>'.length, -'</p>'.length);
    expect(inner).not.toMatch(/[<>"'`]/);
    const shown = inner.replace(/&[#\w]+;/g, (entity) => UNESCAPE[entity] ?? `no ${entity}`);
    const readable = text
      .toWellFormed()
      .replace(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
    expect(shown).toBe(readable);
  });

  law.prop([foreign])('keeps any attribute inside its quotes', (text) => {
    const markup = String(h('a', { href: text }, 'there'));
    expect(markup).toMatch(/^<a href="[^"<>'`]*">there<\/a>$/);
  });

  test('has no attribute of a foreign name', () => {
    expect(() => h('a', { 'onclick="x"': 'y' })).toThrow(RangeError);
  });

  test('leaves out what is absent', () => {
    expect(String(h('input', { required: true, min: null, max: undefined, value: false }))).toBe(
      '<input required>',
    );
    expect(String(h('p', {}, null, false, ['a', [1]]))).toBe('<p>a1</p>');
  });

  law.prop([foreign])('is well-formed Unicode', (text) => {
    expect(escaped(text).isWellFormed()).toBe(true);
  });
});

describe('a page', () => {
  law.prop([foreign, fc.constantFrom('en', 'ko')])(
    'has the same elements whatever the instance is called',
    (name, language) => {
      const page = renderPage(offer({ name, type: name }), VIEWS[language]);
      const plain = language === 'en' ? plainText : elementsOf(renderPage(offer({}), VIEWS.ko));
      expect(elementsOf(page)).toEqual(plain);
      expect(page.isWellFormed()).toBe(true);
      expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    },
  );

  test('says nothing of anybody where there is a problem', () => {
    const page = renderPage({ kind: 'problem' }, VIEWS.en);
    for (const secret of [VIEWS.en.account, VIEWS.en.region, SUBJECT.instanceId, '/l/']) {
      expect(page).not.toContain(secret);
    }
  });
});

describe('what a stop saves', () => {
  test.each([
    ['offer-stop', 'en', 'Stopped, it saves 0.026 USD (36 KRW) an hour.'],
    ['offer-stop', 'ko', '중지해 두면 시간당 0.026달러(36원) 아낍니다.'],
    ['offer-free', 'en', 'Its hours are free: stopped, it saves some of them, and no money.'],
    [
      'offer-free',
      'ko',
      '프리 티어 시간 안이라, 중지해도 요금이 줄지는 않고 무료 시간을 아낍니다.',
    ],
    ['offer-credits', 'en', 'Stopped, it saves 0.026 USD (36 KRW) of your credits an hour.'],
    ['offer-credits', 'ko', '중지해 두면 크레딧을 시간당 0.026달러(36원) 아낍니다.'],
  ] as const)('is on the page %s in %s', (name, language, says) => {
    expect(readable(renderPage(PAGES[name] ?? expect.fail('no page'), VIEWS[language]))).toContain(
      says,
    );
  });
});

describe('while nothing is done', () => {
  const pages = [
    ['en', 'observing', 'Tierkeeper only observes: it stops and starts nothing'],
    ['en', 'paused', 'Tierkeeper is paused: it stops and starts nothing'],
    ['ko', 'observing', '지금은 관찰만 합니다.'],
    ['ko', 'paused', '일시 정지 중입니다.'],
  ] as const;

  test.each(pages)(
    'in %s, %s: what is offered and what is answered say it',
    (language, rest, says) => {
      const offered = renderPage(offer({}, { rest, stopAt: null }), VIEWS[language]);
      const answered = renderPage(answer({}, {}, rest), VIEWS[language]);
      for (const page of [offered, answered]) expect(readable(page)).toContain(says);
    },
  );

  test.each(pages)('in %s, %s: no start is promised that does not come', (language, rest, says) => {
    const late = { result: 'starts-again', want: 'running' } as const;
    const promise = language === 'en' ? /within five minutes|started again/ : /5분 안에|다시 시작/;
    const [acting, resting] = [null, rest].map((one) =>
      readable(renderPage(answer(late, {}, one), VIEWS[language])),
    );
    expect(acting).toMatch(promise);
    expect(acting).not.toContain(says);
    expect(resting).not.toMatch(promise);
    expect(resting).toContain(says);
  });
});

/** What stands on a page, without its elements and what keeps words together. */
const readable = (page: string): string =>
  page.replace(/<[^>]*>/g, ' ').replace(/[\u00a0\u2060\s]+/g, ' ');

describe('the status page', () => {
  const shown = (name: string, language: 'en' | 'ko'): string =>
    renderPage(PAGES[name] ?? expect.fail('no such page'), VIEWS[language]);

  test.each([
    ['en', 'While Tierkeeper is paused everything stays as it is', '<dt>Next</dt>'],
    ['ko', '일시 정지하는 동안에는 일정과 관계없이 모두 지금 그대로 둡니다.', '<dt>다음</dt>'],
  ] as const)('says in %s that nothing turns while it is paused', (language, note, turn) => {
    expect(shown('status-paused', language)).toContain(note);
    expect(shown('status-paused', language)).not.toContain(turn);
    expect(shown('status', language)).toContain(turn);
  });

  test.each([
    ['en', 'GiB-months of snapshots 0.25 of 1', 'Left out of the prices of the policy'],
    ['ko', '스냅샷 GiB-월 1 중 0.25', '정책의 가격에서 뺀 것'],
  ] as const)('shows in %s what AWS alone counts, and what no sum has', (language, more, left) => {
    const page = shown('status', language);
    expect(page).toContain(more);
    expect(page).toContain(left);
    expect(page).toContain('&lt;t3.micro&gt;');
  });

  test.each([
    ['en', 'Would stop', 'none of it is done'],
    ['ko', '중지할 차례입니다', '실제로 하지 않습니다'],
  ] as const)('says in %s what would come while it observes', (language, turn, note) => {
    expect(shown('status-late', language)).toContain(turn);
    expect(shown('status-late', language)).toContain(note);
  });
});
