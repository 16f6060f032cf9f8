import type { DigestContent } from '../../model/digest.ts';
import type { PlaceWords } from './place-catalogue.ts';

const running = (fleet: DigestContent['fleet']): string =>
  fleet === null
    ? 'the instances could not be listed'
    : `${fleet.running} running, ${fleet.stopped} stopped`;

const named = (names: readonly string[], unnamed: number): string =>
  [...names, ...(unnamed === 0 ? [] : [`${unnamed} more`])].join(', ');

export const PLACES_EN: PlaceWords = {
  title: (day, places) => `Tierkeeper on ${day}, in ${places} places`,
  subject: (day, places) => `${day}, ${places} places`,
  fleet: ({ fleet }, { heard, places }) =>
    `Now ${running(fleet)}, in ${heard === places ? `all ${places}` : `${heard} of ${places}`} places.`,
  nothing: 'Nothing happened since the last digest.',
  there: (fleet) => `Now ${running(fleet)}.`,
  account: (id) => `Account ${id}.`,
  late: (day) => `Of ${day}, too late for the digest of that day.`,
  homePage: (name) => `${name} as it is now, on one page:`,
  page: 'its page',
  short:
    'In short, for want of room. The whole is on the page of each, or by: ' +
    'npx tierkeeper report --html --place NAME',
  quiet: (names, unnamed) => `Nothing new: ${named(names, unnamed)}.`,
  missing: (names, unnamed) =>
    `Not heard of in time: ${named(names, unnamed)}. What there is to tell of them ` +
    'comes with the next digest.',
  unread: (names, unnamed) =>
    `What these had to tell could not be read: ${named(names, unnamed)}. ` +
    'To see it: npx tierkeeper report --place NAME',
  unshown: (names, unnamed) => `News also in: ${named(names, unnamed)}.`,
  whereToRun: 'Commands can be pasted into AWS CloudShell, of the account that they stand under.',
  footer: (places, { view: { account, region, mode } }) =>
    `Tierkeeper for ${places} places, from account ${account}, ${region}.` +
    (mode === 'observe' ? ' It only observes: nothing was changed.' : ''),
};
