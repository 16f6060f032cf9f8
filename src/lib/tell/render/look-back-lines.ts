/** What a digest says of a week or a month, and of what AWS gives free of charge. */
import type { DigestContent } from '../../model/digest.ts';
import type { LimitUse } from '../../model/meter.ts';
import type { LookBack } from '../../model/tally.ts';
import type { Line, Voice } from './digest-line.ts';

const said = (text: string): Line => ({ name: text, text, actions: [] });

/** Credits are money's worth until they end. */
export const isPaidByCredits = ({ meter }: DigestContent): boolean =>
  meter !== null && meter !== undefined && meter.credits !== null;

export function lookBackLines(
  content: DigestContent,
  of: LookBack['of'],
  { words: { digest }, say }: Voice,
): readonly Line[] {
  return content.lookBacks
    .filter((back) => back.of === of)
    .flatMap((back) => [
      ...digest.deeds(back, say),
      ...(back.off > 0 ? [digest.saved(back, say, isPaidByCredits(content))] : []),
      ...(back.spent ? [digest.spent(back.spent, say)] : []),
    ])
    .map(said);
}

export function meterLines(
  { meter }: DigestContent,
  { words: { digest }, say }: Voice,
): readonly Line[] {
  if (!meter) return [];
  const bars = meter.limits.map((use) => ({
    ...said(digest.meter.limit(use, say)),
    cells: { amount: digest.meter.used(use, say), place: bar(use) },
  }));
  return [...bars, ...digest.meter.money(meter, say).map(said)];
}

const BAR_COLUMNS = 16;

/** What is used, and what the month ends with: `[########....    ]`, with `!` beyond the limit. */
function bar({ used, forecast, limit }: LimitUse): string {
  const columns = (value: number): number =>
    limit <= 0 ? 0 : Math.min(BAR_COLUMNS, Math.round((value / limit) * BAR_COLUMNS));
  const full = columns(used);
  const coming = Math.max(0, columns(forecast) - full);
  const rest = ' '.repeat(BAR_COLUMNS - full - coming);
  return `[${'#'.repeat(full)}${'.'.repeat(coming)}${rest}]${forecast > limit ? '!' : ''}`;
}
