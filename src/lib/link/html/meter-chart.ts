/** How much of what is free is used, and where the month will end. */
import type { LimitUse, MeterReport } from '../../model/meter.ts';
import { type Html, h } from './node.ts';
import { prose } from './prose.ts';
import type { PageVoice } from './voice.ts';

const SCALE = 1_000;
const HEIGHT = 16;

export function meterChart(report: MeterReport | null, voice: PageVoice): Html | null {
  if (report === null) return null;
  const { words, say } = voice;
  const { status } = words;
  const { credits } = report;
  return h(
    'section',
    { 'aria-labelledby': 'meter' },
    h('h2', { id: 'meter' }, status.meter(report, say)),
    h('p', { class: 'soft small' }, prose(status.counted(report.asOf, say))),
    h(
      'div',
      { class: 'card' },
      h(
        'ul',
        { class: 'meter' },
        report.limits.map((use) => limit(use, voice)),
      ),
      h('p', {}, prose(status.cost(report, say))),
      credits !== null && h('p', {}, prose(status.credits(credits, say))),
    ),
  );
}

function limit(use: LimitUse, { words: { status }, say }: PageVoice): Html {
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'title' },
      h('h3', {}, status.limits[use.name]),
      h('span', { class: 'soft small' }, status.used(use, say)),
    ),
    bar(use),
    h('p', { class: 'soft small' }, prose(status.forecast(use, say))),
  );
}

/** As wide as the limit or as what comes to more; a line stands at the limit. */
function bar({ used, limit: most, forecast }: LimitUse): Html {
  const whole = Math.max(used, forecast, most, 1);
  const share = (value: number): number => Math.round((SCALE * Math.max(0, value)) / whole);
  const isOver = forecast > most;
  return h(
    'svg',
    { viewBox: `0 0 ${SCALE} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('rect', { class: 'off', width: SCALE, height: HEIGHT }),
    h('rect', { class: isOver ? 'over' : 'coming', width: share(forecast), height: HEIGHT }),
    h('rect', { class: 'on', width: share(used), height: HEIGHT }),
    isOver && h('rect', { class: 'limit', x: share(most) - 3, width: 6, height: HEIGHT }),
  );
}
