import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { helpOn } from './help.ts';
import { meter } from './meter.ts';
import { plan } from './plan.ts';
import { replay } from './replay.ts';
import { report } from './report.ts';
import { scheduleCommands } from './schedule.ts';
import { switchCommands } from './switch.ts';
import { troubleCommands } from './trouble.ts';
import { version } from './version.ts';

const OTHERS: readonly Command[] = [
  ...[demo, plan, report, meter, explain, replay],
  doctor,
  ...switchCommands,
  ...troubleCommands,
  ...scheduleCommands,
  version,
];

/** Every command there is, in the order of the help. */
export const COMMANDS: readonly Command[] = [...OTHERS, helpOn(OTHERS)];
