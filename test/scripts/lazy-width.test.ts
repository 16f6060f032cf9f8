import { build } from 'esbuild';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { lazyWidth } from '../../scripts/lazy-width.ts';

/** What the bundle says of itself: regular expressions made before the first text, and after. */
const Told = z.object({ before: z.number(), after: z.number(), widths: z.array(z.number()) });

const TEXTS = ['dev-box', '개발 서버', 'e\u0301', '👨‍👩‍👧', '🇰🇷', '１２'];

const ENTRY = `import stringWidth from 'string-width';
const before = globalThis.made;
const widths = ${JSON.stringify(TEXTS)}.map((text) => stringWidth(text));
export const told = { before, after: globalThis.made, widths };`;

/** The library makes one with the first text or at once; nothing else in the bundle does. */
const COUNTING = `globalThis.made = 0;
globalThis.Intl = new Proxy(Intl, {
  get: (intl, name) => (name === 'Segmenter' && (globalThis.made += 1), intl[name]),
});`;

describe('the width of texts in a bundle', () => {
  let told: z.infer<typeof Told>;

  beforeAll(async () => {
    const { outputFiles } = await build({
      stdin: { contents: ENTRY, resolveDir: process.cwd() },
      banner: { js: COUNTING },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      plugins: [lazyWidth],
    });
    const whole = globalThis.Intl;
    const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
    const module = await import(/* @vite-ignore */ `data:text/javascript;base64,${code}`);
    const bundled = z.object({ told: Told }).parse(module);
    globalThis.Intl = whole;
    told = bundled.told;
  });

  test('is what the library says', () => {
    expect(told.widths).toEqual(TEXTS.map((text) => stringWidth(text)));
  });

  test('is not prepared before there is a text', () => {
    expect(told.before).toBe(0);
    expect(told.after).toBeGreaterThan(0);
  });
});
