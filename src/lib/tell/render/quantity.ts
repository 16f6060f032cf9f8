/** Hours and GiB-months as people read them. */
import type { LimitUse } from '../../model/meter.ts';

const formats = new Map<number, Intl.NumberFormat>();

/** Made when it is first asked for: a cold start need not wait for it. */
function rounded(value: number, maximumFractionDigits: number): string {
  const known = formats.get(maximumFractionDigits);
  const format = known ?? new Intl.NumberFormat('en-US', { maximumFractionDigits });
  formats.set(maximumFractionDigits, format);
  return format.format(value);
}

/** To a tenth; small ones to a hundredth, and what is hardly anything is never shown as nothing. */
export function quantity(value: number): string {
  if (value === 0) return '0';
  if (value < 0.005) return '<0.01';
  return rounded(value, value < 100 ? 2 : 1);
}

/** A forecast's low; null where there is none, or where it reads like the forecast itself. */
export function lowOf({ low, forecast }: Pick<LimitUse, 'low' | 'forecast'>): string | null {
  if (low === undefined) return null;
  const text = quantity(low);
  return text === quantity(forecast) ? null : text;
}

/** Of a whole; 100 % is said only of what has reached it. */
export function percent(part: number, whole: number): string {
  const exact = (part / whole) * 100;
  const shown = exact < 100 ? Math.min(99, Math.round(exact)) : Math.floor(exact);
  return `${rounded(shown, 0)} %`;
}
