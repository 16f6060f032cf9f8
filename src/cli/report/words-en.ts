import { bytes } from '../../lib/tell/render/amount.ts';
import { inShort } from '../plan/unreached.ts';
import { PLAN_EN } from '../plan/words-en.ts';
import type { ReportWords } from './catalogue.ts';

export const REPORT_EN: ReportWords = {
  written: (file, size) => `Written to ${file} (${bytes(size, 'en')}): open it in a browser.`,
  unreached(why, { tableName, profile }) {
    switch (why.why) {
      case 'no-table':
        return (
          `There is no table ${tableName} in ${why.region}: deploy Tierkeeper there first, name ` +
          'the Region where it is with --region, or its ledger with --table.'
        );
      case 'ledger-refused':
        return why.fault.permission === null
          ? `AWS does not show the table ${tableName} (${inShort(why.fault.message)}).`
          : `AWS does not show the table ${tableName}: these credentials lack ` +
              `${why.fault.permission} on it.`;
      case 'no-pass':
        return (
          `The ledger ${tableName} knows nothing of ${why.region} yet: the first pass comes ` +
          'within five minutes of the deployment.'
        );
      default:
        return PLAN_EN.unreached(why, profile);
    }
  },
};
