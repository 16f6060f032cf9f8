/** How much of what is free is used, and where the month will end. */
import type { LimitUse, MeterReport } from '../../model/meter.ts';
import { limitBar, standingOf } from '../../tell/render/limit-bar.ts';
import { missingPlaces, placesOfLimit } from '../../tell/render/meter-places.ts';
import { type Html, h } from './node.ts';
import { prose } from './prose.ts';
import type { PageVoice } from './voice.ts';

const SCALE = 1_000;
const HEIGHT = 16;

export function meterChart(report: MeterReport | null, voice: PageVoice): Html | null {
  if (report === null) return null;
  const { words, say } = voice;
  const { status, meter } = words;
  const { credits, plan, asOf, others = [], leftOut = [] } = report;
  const missing = missingPlaces(report, { words: meter, say });
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
        report.limits.map((use) => limit(use, report, voice)),
      ),
      missing !== null && h('p', {}, prose(missing)),
      h('p', {}, prose(meter.cost(report.cost, say))),
      credits !== null && h('p', {}, prose(meter.credits(credits, say))),
      plan !== undefined && h('p', {}, prose(meter.plan(plan, asOf, say))),
      others.length > 0 && h('p', {}, prose(meter.others(others))),
      leftOut.map((one) => h('p', { class: 'soft small' }, prose(meter.leftOut(one, say)))),
    ),
  );
}

function limit(use: LimitUse, report: MeterReport, { words: { meter }, say }: PageVoice): Html {
  const { asOf, told = [] } = report;
  const places = placesOfLimit(report, use.name, { words: meter, say });
  const count = told.find(({ name }) => name === use.name);
  return h(
    'li',
    {},
    h(
      'div',
      { class: 'title' },
      h('h3', {}, meter.names[use.name]),
      h('span', { class: 'soft small' }, meter.used(use)),
    ),
    bar(use),
    h('p', { class: 'soft small' }, prose(meter.outlook(use, asOf, say))),
    places !== null && h('p', { class: 'soft small' }, prose(places)),
    count !== undefined && h('p', { class: 'soft small' }, prose(meter.told(count, use.used))),
  );
}

/** A line stands at the limit where the bar goes beyond it. */
function bar(use: LimitUse): Html {
  const { used, low, forecast, limit: end } = limitBar(use);
  const at = (share: number): number => Math.round(SCALE * share);
  const isInside = standingOf(use) === 'inside';
  const coming = isInside ? 'coming' : 'over';
  return h(
    'svg',
    { viewBox: `0 0 ${SCALE} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('rect', { class: 'off', width: SCALE, height: HEIGHT }),
    h('rect', { class: coming, width: at(low), height: HEIGHT }),
    low < forecast &&
      h('rect', {
        class: `${coming} perhaps`,
        ...{ x: at(low), width: at(forecast) - at(low), height: HEIGHT },
      }),
    h('rect', { class: 'on', width: at(used), height: HEIGHT }),
    !isInside && h('rect', { class: 'limit', x: at(end) - 3, width: 6, height: HEIGHT }),
  );
}
