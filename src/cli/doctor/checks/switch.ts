import type { Checkup } from '../../../lib/model/checkup.ts';
import { switchedBy } from '../../../lib/model/control.ts';
import type { Mode } from '../../../lib/model/policy.ts';
import { switchedCommand, switchedSentence } from '../../../lib/tell/render/switched.ts';
import { type Diagnosis, judged, ok, warning } from '../diagnosis.ts';

export const checkSwitch = (
  { ledger }: Pick<Checkup, 'ledger'>,
  policy: { readonly mode: Mode },
): Diagnosis =>
  judged('switch', ledger, ({ control }) => {
    const switched = switchedBy(control, policy);
    if (switched !== null) {
      const says = (say: Parameters<typeof switchedSentence>[1]) => switchedSentence(switched, say);
      return warning('switch', [says, says], switchedCommand(switched));
    }
    return policy.mode === 'act'
      ? ok('switch', ['It acts, as the policy says.', '정책대로 실제로 중지하고 시작합니다.'])
      : ok('switch', ['It only observes, as the policy says.', '정책대로 관찰만 합니다.']);
  });
