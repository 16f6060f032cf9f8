/** Whether Tierkeeper still looks is the first thing that the status page says. */
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../src/lib/link/html/render-page.ts';
import { minus, minutes } from '../../src/lib/model/instant.ts';
import { HOLD, NOW, VIEWS } from './pages.ts';
import { statusAt } from './statuses.ts';

const pageOf = (minutesAgo: number | null): string => {
  const lastSweepAt = minutesAgo === null ? null : minus(NOW, minutes(minutesAgo));
  return renderPage({ kind: 'status', status: { ...statusAt(NOW, HOLD), lastSweepAt } }, VIEWS.en);
};

describe('the status page', () => {
  test('says when it last looked', () => {
    expect(pageOf(4)).toContain('Last look 4 minutes ago');
    expect(pageOf(4)).not.toContain('has not looked');
  });

  test('warns where looks are missed', () => {
    expect(pageOf(40)).toContain('Tierkeeper has not looked for 40 minutes');
  });

  test('says so where it never looked', () => {
    expect(pageOf(null)).toContain('No look at the whole Region has been completed yet');
  });
});
