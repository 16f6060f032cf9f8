/** What a digest has to say, by what it is about, in the order in which it is said. */
export const DIGEST_SECTIONS = [
  'trouble',
  'health',
  'warnings',
  'week',
  'month',
  'done',
  'would',
  'proposals',
  'unreadable',
  'left',
  'forgotten',
  'meter',
  'holds',
  'next',
  'uncertain',
] as const;
export type DigestSection = (typeof DIGEST_SECTIONS)[number];

/** How many lines each section of a digest has. */
export type DigestCounts = Readonly<Record<DigestSection, number>>;
