/** Memory and time of each function beside what was measured of it, as docs/cost.md shows them. */
import measured from '../../data/function-costs.json' with { type: 'json' };
import { OWN_FUNCTIONS } from './checkers/own-stack.ts';

const HEAD =
  '| function | memory | time | with | loading | working | peak |\n|---|---|---|---|---|---|---|\n';

export function functionTable(): string {
  const rows = measured.functions.map((row) => {
    const { memoryMb, timeoutSeconds } = OWN_FUNCTIONS[row.function] ?? {};
    return (
      `| \`${row.function}\` | ${memoryMb} MB | ${timeoutSeconds} s | ${row.instances} instances ` +
      `| ${row.loadMs} ms | ${row.workMs} ms | ${row.peakMb} MB |\n`
    );
  });
  return HEAD + rows.join('');
}
