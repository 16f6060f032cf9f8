import type { Instant } from '../../model/instant.ts';

export const USAGE_KINDS = ['instance', 'volume', 'ipv4-in-use', 'ipv4-idle'] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];

/** What is priced: an instance or volume by its properties, an address by its hour. */
export type Priced =
  | {
      readonly kind: 'instance';
      readonly type: string;
      readonly platform: 'linux' | 'windows';
      /** Of the on-demand price: 100, or what the account assumes for spot. */
      readonly percent: number;
    }
  | {
      readonly kind: 'volume';
      readonly type: string;
      readonly sizeGiB: number;
      readonly iops: number | null;
      readonly throughputMiBps: number | null;
    }
  | { readonly kind: 'ipv4-in-use' }
  | { readonly kind: 'ipv4-idle' };

/** A resource being billed, from one instant to another. */
export interface Span {
  readonly id: string;
  readonly name: string;
  readonly priced: Priced;
  readonly from: Instant;
  /** Null while it goes on. */
  readonly to: Instant | null;
}

/** What AWS's own meter has counted. One resource has at most one open span. */
export interface Usage {
  begin(span: Omit<Span, 'to'>): void;
  end(id: string, at: Instant): void;
  open(id: string): Span | undefined;
  spans(): readonly Span[];
}

export function createUsage(): Usage {
  const closed: Span[] = [];
  const open = new Map<string, Span>();
  const end = (id: string, at: Instant): void => {
    const span = open.get(id);
    if (span === undefined) return;
    open.delete(id);
    closed.push({ ...span, to: at });
  };
  return {
    begin: (span) => {
      end(span.id, span.from);
      open.set(span.id, { ...span, to: null });
    },
    end,
    open: (id) => open.get(id),
    spans: () => [...closed, ...open.values()],
  };
}
