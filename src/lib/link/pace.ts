/** How often a link may be opened, as one warm process sees it. */
import { between, type Duration, type Instant, minutes } from '../model/instant.ts';

const WINDOW: Duration = minutes(1);
/** Scanners of a mail and everybody who is copied in; not a program that asks again and again. */
const VISITS_MAX = 60;
/** More links than a household opens in a minute: the oldest are forgotten. */
const LINKS_MAX = 1_000;

export type IsTooOften = (nonce: string, now: Instant) => boolean;

export function visitPace(): IsTooOften {
  const visits = new Map<string, { readonly since: Instant; count: number }>();
  return (nonce, now) => {
    const known = visits.get(nonce);
    if (known !== undefined && between(known.since, now) < WINDOW) {
      known.count += 1;
      return known.count > VISITS_MAX;
    }
    visits.delete(nonce);
    visits.set(nonce, { since: now, count: 1 });
    const [oldest] = visits.keys();
    if (visits.size > LINKS_MAX && oldest !== undefined) visits.delete(oldest);
    return false;
  };
}
