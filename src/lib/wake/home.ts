/** Where Tierkeeper is deployed; it answers for this account and Region alone. */
export interface Home {
  readonly account: string;
  readonly region: string;
}
