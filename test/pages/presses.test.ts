/**
 * From the mail to the ledger: the link that a warning carries, opened and pressed in a browser
 * that runs no script, answered by the product over a simulated account.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { steady } from '../../src/lib/cloud/simulated/loads.ts';
import { linkFor } from '../../src/lib/link/link-for.ts';
import { SIMULATED_URL } from '../../src/lib/wiring/simulation.ts';
import { begin, type Plot, type Scenario } from '../simulation/scenario.ts';
import { complaintsOf, hasChromium, launch } from './browser.ts';
import { linksIn, type Site, serve } from './site.ts';

const NAME = '<b onclick="alert(1)">박스</b>';

const NIGHTLY: Plot = {
  policy: 'nightly: { stop: "22:00", start: "07:00" }',
  account: (setup) => setup.instance({ name: NAME, load: steady() }),
};

let browser: Browser;
let context: BrowserContext;
let page: Page;
let night: Scenario;
let site: Site;
let complaints: string[];

beforeAll(async () => {
  if (hasChromium) browser = await launch();
});
afterAll(async () => browser?.close());

beforeEach(async () => {
  if (!hasChromium) return;
  night = begin(NIGHTLY);
  await night.until('21:50');
  site = await serve(linksIn(night));
  context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'en-GB',
    viewport: { width: 360, height: 740 },
  });
  page = await context.newPage();
  complaints = complaintsOf(page);
});
afterEach(async () => {
  await context?.close();
  await site?.stop();
});

/** The address in the newest message that has one. */
function linkInMail(): string {
  const texts = night.world.journal.of('message').map(({ message }) => message.text);
  const address = /https:\/\/\S+\/l\/\S+/;
  const text = texts.findLast((one) => address.test(one)) ?? expect.fail('no link was sent');
  return `${site.url}${new URL(address.exec(text)?.[0] ?? '').pathname}`;
}

const heading = (): Promise<string | null> => page.textContent('h1');
const press = (label: string): Promise<void> => page.click(`button:has-text("${label}")`);
const held = () => night.items('hold').map(({ want, until }) => ({ want, until }));

describe.skipIf(!hasChromium)('a link in a mail', () => {
  test('shows what will happen and changes nothing', async () => {
    const response = await page.goto(linkInMail());
    expect(response?.status()).toBe(200);
    expect(await heading()).toBe(NAME);
    expect(await page.textContent('.when')).toContain('It stops Mon 2 Nov 22:00 KST');
    expect(await page.textContent('.card')).toMatch(/Stopped, it saves 0\.\d+ USD an hour\./);
    expect(held()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('holds until tomorrow, and lets go of it again', async () => {
    await page.goto(linkInMail());
    await press('Until tomorrow');
    expect(await heading()).toBe('On hold until Tue 3 Nov 09:00 KST');
    expect(held()).toEqual([{ want: 'leave', until: night.time('+1 09:00') }]);
    await press('Release the hold');
    expect(await heading()).toBe('The hold is released');
    await night.until('22:10');
    expect(night.state(NAME)).toBe('stopped');
    expect(complaints).toEqual([]);
  });

  test('leads back from the answer to the other choices', async () => {
    await page.goto(linkInMail());
    await press('One hour more');
    expect(await heading()).toMatch(/^On hold until Mon 2 Nov 2[23]:\d\d KST$/);
    await page.click('a:has-text("Other choices")');
    expect(await heading()).toBe(NAME);
    expect(await page.textContent('.card')).toContain('On hold until');
    await night.until('22:30');
    expect(night.state(NAME)).toBe('running');
  });

  test('holds to the end of a date that is chosen', async () => {
    await page.goto(linkInMail());
    await page.fill('input[name=date]', '2026-11-05');
    await press('Hold until then');
    expect(await heading()).toMatch(/^On hold until /);
    const [hold] = held();
    expect(hold?.want).toBe('leave');
    expect(hold?.until).toBeGreaterThanOrEqual(night.time('+3 23:59'));
  });

  test('asks again for a date that a browser would not have sent', async () => {
    await page.goto(linkInMail());
    await page.fill('input[name=date]', '2031-01-01');
    await page.$eval('input[name=date]', (input) => input.removeAttribute('max'));
    const [response] = await Promise.all([page.waitForNavigation(), press('Hold until then')]);
    expect(response?.status()).toBe(400);
    expect(await heading()).toBe('That date cannot be used');
    expect(await page.textContent('[role=alert]')).toContain('Nothing was changed.');
    expect(held()).toEqual([]);
  });

  test('starts again what has been stopped', async () => {
    await night.until('22:10');
    expect(night.state(NAME)).toBe('stopped');
    await page.goto(linkInMail());
    await press('Start it again');
    expect(await heading()).toBe('It is started again');
    await night.until('22:30');
    expect(night.state(NAME)).toBe('running');
    expect(complaints).toEqual([]);
  });

  test('speaks the language that is switched to, and goes on in it', async () => {
    await page.goto(linkInMail());
    await page.click('a:has-text("한국어")');
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    await press('내일까지');
    expect(await heading()).toBe('11월 3일(화) 09:00 KST까지 보류했습니다');
  });

  test('that was copied in part says nothing of anybody', async () => {
    const response = await page.goto(linkInMail().slice(0, -1));
    expect(response?.status()).toBe(404);
    expect(await heading()).toBe('This link does not work');
    expect(await page.textContent('body')).not.toContain('박스');
  });

  test('shows the status of the account', async () => {
    const { id: account, region } = night.world.account;
    const [keys] = night.items('link-keys');
    const url = linkFor(SIMULATED_URL, keys ?? expect.fail('no keys'), { account, region })({
      resource: { kind: 'account' },
      actions: ['status'],
      stopAt: null,
      of: 'digest',
      at: night.time('21:00'),
    });
    await page.goto(site.url + new URL(url ?? '').pathname);
    expect(await heading()).toBe('Status');
    expect(await page.textContent('.cards')).toContain(NAME);
    expect(await page.textContent('table')).toContain('Warn');
    expect(await page.$$('form, script, [onclick]')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
