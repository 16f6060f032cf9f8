import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { terminalOn } from '../../src/cli/terminal.ts';

/** A window of so many columns, or a pipe. */
function streams(columns: number | null) {
  const { getColorDepth } = WriteStream.prototype;
  const window = columns === null ? {} : { isTTY: true, columns, getColorDepth };
  const stdout = Object.assign(new PassThrough(), window);
  return { stdin: new PassThrough(), stdout, stderr: new PassThrough() };
}

const COLOURED = '\u001b[32mheld\u001b[39m';

describe('the terminal', () => {
  beforeEach(() => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI', 'TMUX']) {
      vi.stubEnv(name, undefined);
    }
    vi.stubEnv('TERM', 'xterm-256color');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('colours in a window, and never in a pipe', () => {
    expect(terminalOn(streams(80)).style('good', 'held')).toBe(COLOURED);
    expect(terminalOn(streams(null)).style('good', 'held')).toBe('held');
  });

  it('colours nothing where NO_COLOR is set', () => {
    vi.stubEnv('NO_COLOR', '1');
    expect(terminalOn(streams(80)).style('good', 'held')).toBe('held');
  });

  test.each([
    [null, 80],
    [60, 60],
    [20, 40],
    [300, 100],
  ])('of %s columns is laid out in %s', (columns, laidOut) => {
    expect(terminalOn(streams(columns)).columns).toBe(laidOut);
  });
});
