/** A real Chromium that npm alone brings: nothing of the machine's is used, nothing downloaded. */

import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { fontConfig } from './hangul-font.ts';

const isHere = process.platform === 'linux' && process.arch === 'x64';

/** Where continuous integration runs, it is never left out. */
export const hasChromium = isHere || process.env['CI'] === 'true';

if (!hasChromium) {
  console.info('Pages are not opened in a browser here: its package is for Linux on x64 alone.');
}

/** For AWS Lambda; and what would lift the very restrictions that are tested here. */
const UNWANTED = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

export const launch = async (): Promise<Browser> =>
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((argument) => !UNWANTED.includes(argument)),
    env: { ...process.env, FONTCONFIG_FILE: fontConfig() },
  });

/** What a page complains of while it is open: errors of its own, and anything that it asks for. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.isNavigationRequest() && !request.url().startsWith('data:')) {
      complaints.push(`asks for ${request.url()}`);
    }
  });
  return complaints;
}

/** What axe finds, with best practices among its rules; empty where all is well. */
export async function accessibilityOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`);
}
