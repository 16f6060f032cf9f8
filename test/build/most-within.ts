/** The most of these times that lie within any span of so many milliseconds. */
export const mostWithin = (spanMs: number, times: readonly number[]): number =>
  Math.max(
    0,
    ...times.map((begin) => times.filter((at) => at >= begin && at < begin + spanMs).length),
  );
