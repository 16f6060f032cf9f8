/** What AWS would bill an account of the 12 free months for, counted apart from the product. */
import type { Span } from '../../src/lib/cloud/simulated/usage.ts';
import type { World } from '../../src/lib/cloud/simulated/world.ts';
import type { Instant } from '../../src/lib/model/instant.ts';

const HOUR_MS = 3_600_000;
const FREE_HOURS = 750;
const FREE_GIB_MONTHS = 30;

interface Month {
  readonly from: Instant;
  readonly to: Instant;
}

function lengthIn({ from, to }: Span, month: Month): number {
  return Math.max(0, Math.min(to ?? month.to, month.to) - Math.max(from, month.from));
}

/** The kind of each span, by the allowance that it draws on; `null` draws on none. */
function drawsOn({ priced }: Span): string | null {
  switch (priced.kind) {
    case 'instance':
      return priced.type === 't3.micro' || priced.type === 't2.micro' ? priced.platform : null;
    case 'volume':
      return priced.type.startsWith('io') ? null : 'GiB-months';
    case 'ipv4-in-use':
      return 'addresses';
    case 'ipv4-idle':
      return null;
  }
}

/** `756 linux`, for all that is more than is free in this month of UTC, or never free. */
export function billedIn({ account }: World, month: Month): readonly string[] {
  const sums = new Map<string, number>();
  for (const span of account.usage.spans()) {
    const length = lengthIn(span, month);
    const name = drawsOn(span) ?? `of ${span.priced.kind}`;
    const units =
      span.priced.kind === 'volume'
        ? (span.priced.sizeGiB * length) / (month.to - month.from)
        : length / HOUR_MS;
    sums.set(name, (sums.get(name) ?? 0) + units);
  }
  const free = (name: string): number => {
    if (name.startsWith('of ')) return 0;
    return name === 'GiB-months' ? FREE_GIB_MONTHS : FREE_HOURS;
  };
  return [...sums]
    .filter(([name, units]) => units > free(name))
    .map(([name, units]) => `${Math.round(units)} ${name}`);
}
