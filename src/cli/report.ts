import type { Command } from './command.ts';
import { PLACE_OPTION } from './place-option.ts';
import { POLICY_OPTION } from './policy-option.ts';

export const report: Command = {
  name: 'report',
  summary: 'the status page as a file, or what stops saved in a month (read-only)',
  about: [
    'Writes a page: what is managed and how it will turn in the next day, what is held, and the ' +
      'last decisions with their reasons. It is what a status link opens: ' +
      'tierkeeper report --html --demo',
    'Or prints what stops saved in a month of UTC, by instance and rule: tierkeeper report ' +
      '--month, or with a month behind it, such as --month 2026-10; below it the free tier of ' +
      'this month. docs/savings.md says what counts.',
    'It reads the ledger of what you have deployed and nothing else, with the credentials and ' +
      'Region that the AWS CLI would use; they need dynamodb:Query and dynamodb:GetItem on that ' +
      'table. Give it the policy that you have deployed.',
  ],
  options: {
    html: { says: 'The status, as a page.' },
    month: { optionalValue: 'YYYY-MM', says: 'The savings of a month; of this one, so far.' },
    csv: { says: 'With --month: a line for each instance and rule.' },
    json: { says: 'With --month: one JSON object.' },
    out: { value: 'FILE', says: 'Where the page goes; tierkeeper-report.html unless said.' },
    demo: { says: 'Of the simulated account of the demo instead.' },
    place: PLACE_OPTION,
    table: { value: 'NAME', says: 'The ledger; tierkeeper-prod-ledger unless said otherwise.' },
    region: { value: 'NAME', says: 'The Region; else that of the AWS CLI.' },
    profile: { value: 'NAME', says: 'The profile of the AWS CLI to use.' },
    'endpoint-url': { value: 'URL', says: 'Another endpoint than that of AWS.' },
    policy: POLICY_OPTION,
    lang: { value: 'en|ko', says: 'The language; else that of the policy.' },
  },
  operand: 'YYYY-MM',
  run: async (call) => (await import('./report/run-report.ts')).runReport(call),
};
