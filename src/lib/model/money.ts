declare const microUsdBrand: unique symbol;

/** Money is a whole number of millionths of a US dollar; other currencies exist at display only. */
export type MicroUsd = number & { readonly [microUsdBrand]: true };

export const microUsd = (count: number): MicroUsd => Math.round(count) as MicroUsd;
export const usd = (dollars: number): MicroUsd => microUsd(dollars * 1_000_000);
export const sumOf = (amounts: readonly MicroUsd[]): MicroUsd =>
  microUsd(amounts.reduce((sum, amount) => sum + amount, 0));

/** A currency to show amounts in: `{ code: 'KRW', perUsd: 1390, asOf: '2026-11-01' }`. */
export interface Currency {
  /** ISO 4217. */
  readonly code: string;
  readonly perUsd: number;
  /** The date of the rate, `YYYY-MM-DD`. */
  readonly asOf: string;
}
