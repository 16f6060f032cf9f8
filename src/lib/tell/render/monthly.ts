/** What is paid for by the month. */
import type { MicroUsd } from '../../model/money.ts';
import { particle } from './particle.ts';
import type { Say } from './say.ts';

export const monthlyEn = (sum: MicroUsd | null, say: Say): string =>
  sum === null ? say.price(null) : `${say.money(sum)} a month`;

export const monthlyKo = (sum: MicroUsd | null, say: Say): string =>
  sum === null ? say.price(null) : `한 달 ${say.money(sum)}`;

/** As a clause: the money goes. */
export const costsKo = (sum: MicroUsd | null, say: Say): string =>
  sum === null
    ? `요금이 나갑니다(${say.price(null)})`
    : `한 달에 ${particle(say.money(sum), '이/가')} 나갑니다`;
