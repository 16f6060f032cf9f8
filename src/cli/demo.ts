import type { Command } from './command.ts';
import { JSON_OPTION } from './json.ts';

export const demo: Command = {
  name: 'demo',
  summary: 'a month of a simulated account, with Tierkeeper and without',
  about: [
    'Plays the time of a small company in Seoul on a simulated AWS account, tells what happened ' +
      'and why, and compares the bill with that of the same time without Tierkeeper. The same ' +
      'seed gives the same story. It needs no AWS account.',
    'With --json each line is an object with its kind: those of the messages; person, what people' +
      ' did; aws; found, by the daily sweep; mail, the first warning of one stop that somebody ' +
      'received, with subject and text; and at the end bill, law and summary.',
  ],
  options: {
    seed: { value: 'N', says: 'Which story; 1 unless said otherwise.' },
    days: { value: 'N', says: 'How many days, 1 to 366; 30 unless said otherwise.' },
    faults: { value: 'none|light|heavy', says: 'How much goes wrong in AWS and in between.' },
    lang: { value: 'en|ko', says: 'The language; English unless said otherwise.' },
    speed: { value: 'N', says: 'For watching: so many minutes of the story a second.' },
    json: JSON_OPTION,
  },
  run: async (call) => (await import('./demo/run-demo.ts')).runDemo(call),
};
