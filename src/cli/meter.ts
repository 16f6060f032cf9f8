import type { Command } from './command.ts';
import { POLICY_OPTION } from './policy-option.ts';

export const meter: Command = {
  name: 'meter',
  summary: 'how much of the free tier a month has used, and the day it runs out',
  about: [
    'Reads what ran, was stored and was addressed from a file (docs/meter.md says how one is ' +
      'written), and prints for each allowance of the free tier what this month of UTC has used, ' +
      'what it will end with, the day it runs out, and what it all costs. It asks nobody: ' +
      'tierkeeper meter --usage usage.json',
  ],
  options: {
    usage: { value: 'FILE', says: 'The usage file to count.' },
    now: { value: 'TIME', says: 'Count up to this time instead of now: 2026-11-16T00:00:00Z.' },
    policy: POLICY_OPTION,
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
    json: { says: 'Print JSON only: one object, as docs/meter.md describes it.' },
  },
  run: async (call) => (await import('./meter/run-meter.ts')).runMeter(call),
};
