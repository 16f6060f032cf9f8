/** How modules of the project are loaded where Stryker runs them: as often as it takes. */
import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const SUITE = import.meta.resolve('./suite.ts');
const MEMORY = import.meta.resolve('./module-memory.ts');

/** Where the mutants are. */
const MUTATED = ['src/lib/decide', 'src/lib/schedule'];

export const mutatedFiles = (): readonly string[] =>
  MUTATED.flatMap((folder) => globSync(`${folder}/**/*.ts`)).sort();

let generation = 0;

/** Modules are evaluated anew from the next import on. */
export const startAnew = (): void => {
  generation += 1;
};

const isWithin = (url: string, folder: string): boolean =>
  url.startsWith(`${pathToFileURL(folder)}/`) && !url.includes('/node_modules/');

/** The folder is Stryker's copy of the project, with every mutant in it, asleep. */
export function hookModules(folder: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'vitest' && context.parentURL !== SUITE) {
        return { url: SUITE, shortCircuit: true };
      }
      const found = next(specifier, context);
      const isOurs = isWithin(found.url, folder) && found.url.endsWith('.ts');
      return isOurs ? { ...found, url: `${found.url}?generation=${generation}` } : found;
    },
    load(url, context, next) {
      const found = next(url, context);
      if (!MUTATED.some((one) => isWithin(url, `${folder}/${one}`))) return found;
      return { ...found, source: `import { Map, WeakMap } from '${MEMORY}'; ${found.source}` };
    },
  });
}
