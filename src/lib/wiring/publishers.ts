/**
 * Who publishes at once, and so shares the ten mails a second that SNS sends an address: beyond
 * them it suspends the subscription (docs.aws.amazon.com/general/latest/gr/sns.html). Six are for
 * the functions of other places, one for each; a pass of home and its digest share the rest.
 */

/** So many functions look at other places at once: serverless.yml has it from here. */
export const SCOPES_AT_ONCE = 6;

/** Among how many a function of home shares, where there are so many other places. */
export const publishersAtHome = (places: number): number => (places === 0 ? 2 : 4);
