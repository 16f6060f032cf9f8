type Pattern = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Pattern =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function matchesValue(allowed: unknown, value: unknown): boolean {
  if (isRecord(allowed)) return matchesPattern(allowed, value);
  if (!Array.isArray(allowed)) throw new Error('a pattern lists values, or nests a pattern');
  if (allowed.some(isRecord)) throw new Error('only exact values are matched here');
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.some((one) => allowed.includes(one));
}

/**
 * Whether EventBridge would match: every field of the pattern is in the event with one of its
 * values (eventbridge/latest/userguide/eb-event-patterns.html). Content filters are refused.
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  if (!isRecord(event)) return false;
  return Object.entries(pattern).every(
    ([field, allowed]) => Object.hasOwn(event, field) && matchesValue(allowed, event[field]),
  );
}
