import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const LIBRARY = 'string-width';

/**
 * Compiling what `string-width` knows of emoji takes a quarter of a cold start, and neither a page
 * nor a tick that tells nothing measures a line. esbuild runs a required module when it is first
 * asked for, so that the whole library waits for the first text.
 */
export const lazyWidth: Plugin = {
  name: 'lazy-width',
  setup(build) {
    const library = createRequire(import.meta.url).resolve(LIBRARY);
    build.onResolve({ filter: new RegExp(`^${LIBRARY}$`) }, ({ namespace }) =>
      namespace === 'lazy-width'
        ? { path: library }
        : { path: LIBRARY, namespace: 'lazy-width', sideEffects: false },
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-width' }, () => ({
      contents: `let width;
export default (text) => (width ??= require('${LIBRARY}').default)(text);`,
      resolveDir: new URL('.', `file://${library}`).pathname,
      loader: 'js',
    }));
  },
};
