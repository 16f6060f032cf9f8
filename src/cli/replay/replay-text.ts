/** Decisions as a person reads them: whom, what and why. */
import type { Decision } from '../../lib/model/decision.ts';
import { itemsOf } from '../../lib/model/family.ts';
import { nameOf } from '../../lib/model/instance.ts';
import type { Language } from '../../lib/model/policy.ts';
import type { Snapshot } from '../../lib/model/snapshot.ts';
import { keyOf } from '../../lib/model/target.ts';
import type { Say } from '../../lib/tell/render/say.ts';
import { wrap } from '../../lib/tell/render/text.ts';
import { wordsOf } from '../../lib/tell/render/words.ts';
import { inColumns } from '../columns.ts';
import { planWords } from '../plan/words.ts';
import type { Terminal } from '../terminal.ts';

interface Replay {
  readonly snapshot: Snapshot;
  readonly decisions: readonly Decision[];
  readonly say: Say;
}

const MODE: Readonly<Record<Language, (mode: string) => string>> = {
  en: (mode) => `Decided in mode ${mode}; nothing was asked of AWS, and nothing was changed.`,
  ko: (mode) => `${mode} 모드로 판단했습니다. AWS에 묻지 않았고, 바꾼 것도 없습니다.`,
};

const NOTHING: Readonly<Record<Language, string>> = {
  en: 'The snapshot holds nothing to decide about.',
  ko: '스냅샷에 판단할 것이 없습니다.',
};

export function printReplay(terminal: Terminal, { snapshot, decisions, say }: Replay): void {
  const { account, region, takenAt: at } = snapshot;
  const { language, mode } = say.view;
  const words = planWords(language);
  const names = new Map<string, string>(
    itemsOf(snapshot.instances).map((instance) => [instance.id, nameOf(instance)]),
  );
  const headOf = ({ target }: Decision): string => {
    const name = names.get(target.id) ?? target.id;
    return name === target.id ? keyOf(target) : `${keyOf(target)}  ${say.data(name, 40)}`;
  };
  terminal.print(terminal.style('heading', words.title({ account, region, at }, say)), '');
  for (const decision of decisions) {
    const sentence = wordsOf(language).reason(decision.reason, say);
    const row = [`  ${words.verdicts[decision.verdict]}`, sentence];
    terminal.print(terminal.style('name', headOf(decision)), ...inColumns([row], terminal.columns));
  }
  if (decisions.length === 0) terminal.print(NOTHING[language]);
  terminal.print('', ...wrap(MODE[language](mode), terminal.columns));
}
