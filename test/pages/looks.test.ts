/** Every page in a real browser: on a phone and a desk, by day and night, in both languages. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../src/lib/link/html/stylesheet.ts';
import { accessibilityOf, complaintsOf, hasChromium, launch } from './browser.ts';
import { PAGES } from './pages.ts';
import { gallery, type Site, serve } from './site.ts';

const WIDTHS = [360, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'ko'] as const;
const LOOKS = WIDTHS.flatMap((width) =>
  SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ width, scheme, language }))),
);
type Look = (typeof LOOKS)[number];

/** WCAG 2.2, 2.5.5: what a thumb hits. */
const TAP_PIXELS = 44;

/** `PAGES_PICTURES=1 npx vitest run test/pages` leaves pictures of all of them there. */
const PICTURES = process.env['PAGES_PICTURES'] === undefined ? null : '.reports/pages';

let browser: Browser;
let site: Site;
const open = new Map<Look, Page>();

beforeAll(async () => {
  if (!hasChromium) return;
  if (PICTURES !== null) mkdirSync(PICTURES, { recursive: true });
  [browser, site] = await Promise.all([launch(), serve(gallery)]);
  for (const look of LOOKS) {
    const { width, scheme: colorScheme, language } = look;
    const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
    const viewport = { width, height: 740 };
    const context = await browser.newContext({ viewport, colorScheme, locale });
    open.set(look, await context.newPage());
  }
});

afterAll(async () => {
  await Promise.all([browser?.close(), site?.stop()]);
});

async function troublesOf(name: string, look: Look, page: Page): Promise<readonly string[]> {
  const complaints = complaintsOf(page);
  const response = await page.goto(`${site.url}/${name}`);
  expect(response?.headers()['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
  expect(await page.getAttribute('html', 'lang')).toBe(look.language);
  const wide: number = await page.evaluate('document.documentElement.scrollWidth');
  const scrolls = wide > look.width ? [`${wide} pixels wide`] : [];
  const small: string[] = await page.evaluate(
    `[...document.querySelectorAll('button, input')]
      .filter((one) => one.getBoundingClientRect().height < ${TAP_PIXELS})
      .map((one) => one.outerHTML)`,
  );
  const found = await accessibilityOf(page);
  page.removeAllListeners();
  if (PICTURES !== null) {
    const path = `${PICTURES}/${name}-${look.language}-${look.width}-${look.scheme}.png`;
    await page.screenshot({ path, fullPage: true });
  }
  return [...complaints, ...scrolls, ...small, ...found];
}

describe.skipIf(!hasChromium)('in a browser', () => {
  test.each(Object.keys(PAGES))('%s fits, is accessible and complains of nothing', async (name) => {
    for (const [look, page] of open) {
      expect(await troublesOf(name, look, page), JSON.stringify(look)).toEqual([]);
    }
  });

  test('no script of anybody else runs, and no style', async () => {
    const hostile =
      '<script>document.title = "ran"</script><p id="p" style="color: rgb(1, 2, 3)">x</p>' +
      '<style>#p { background: rgb(4, 5, 6) }</style><img src="x" onerror="document.title=1">';
    const own = await serve(async (request) => {
      const answer = await gallery({ ...request, path: '/problem' });
      return { ...answer, body: answer.body.replace('</main>', `${hostile}</main>`) };
    });
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${own.url}/problem`);
    expect(await page.title()).toBe('This link does not work · Tierkeeper');
    const style = 'getComputedStyle(document.getElementById("p"))';
    expect(await page.evaluate(`[${style}.color, ${style}.backgroundColor]`)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/\(1, 2, 3|\(4, 5, 6/)]),
    );
    // What complains above complains where there is something to complain of.
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
    expect((await accessibilityOf(page)).join('\n')).toMatch(/image-alt/);
    await page.close();
    await own.stop();
  });

  test('a page can be used by the keyboard, in the order in which it is read', async () => {
    const page = open.get(LOOKS[0] ?? expect.fail('no look')) ?? expect.fail('no page');
    await page.goto(`${site.url}/offer-stop`);
    const reached: string[] = [];
    for (let time = 0; time < 6; time += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate('((one) => one.value || one.lang || one.name)(document.activeElement)'),
      );
    }
    expect(reached.slice(0, 5)).toEqual(['ko', 'hour', 'tomorrow', 'tonight', 'date']);
  });
});
