import { bytes } from '../../lib/tell/render/amount.ts';
import { inShort } from '../plan/unreached.ts';
import { PLAN_KO } from '../plan/words-ko.ts';
import type { ReportWords } from './catalogue.ts';

export const REPORT_KO: ReportWords = {
  written: (file, size) => `${file}에 썼습니다(${bytes(size, 'ko')}). 브라우저로 열어 보세요.`,
  unreached(why, { tableName, profile }) {
    switch (why.why) {
      case 'no-table':
        return (
          `${why.region}에 ${tableName} 테이블이 없습니다. 먼저 Tierkeeper를 배포하거나, 배포한 리전을 ` +
          '--region으로, 테이블 이름을 --table로 알려 주세요.'
        );
      case 'ledger-refused':
        return why.fault.permission === null
          ? `AWS가 ${tableName} 테이블을 보여 주지 않습니다(${inShort(why.fault.message)}).`
          : `AWS가 ${tableName} 테이블을 보여 주지 않습니다. 이 자격 증명에 ` +
              `${why.fault.permission} 권한이 없습니다.`;
      case 'no-pass':
        return (
          `${tableName} 테이블에 아직 ${why.region}의 기록이 없습니다. 배포하고 5분 안에 처음으로 ` +
          '확인합니다.'
        );
      default:
        return PLAN_KO.unreached(why, profile);
    }
  },
};
