import { linesOf, type TextFile, type TreeRule } from '../file.ts';

const find = (files: readonly TextFile[], path: string): TextFile | undefined =>
  files.find((file) => file.path === path);

const namesUnder = (packageJson: unknown, key: string): readonly string[] => {
  if (typeof packageJson !== 'object' || packageJson === null) return [];
  const section = Object.entries(packageJson).find(([name]) => name === key)?.[1];
  return typeof section === 'object' && section !== null ? Object.keys(section) : [];
};

/** Every dependency is a promise to somebody else; the map says what it is for. */
export const dependenciesExplained: TreeRule = (files) => {
  const architecture = find(files, 'ARCHITECTURE.md');
  const packageJson = find(files, 'package.json');
  if (!architecture || !packageJson) return [];
  const parsed: unknown = JSON.parse(packageJson.text);
  const names = ['dependencies', 'devDependencies'].flatMap((key) => namesUnder(parsed, key));
  return names
    .filter((name) => !linesOf(architecture).some((line) => line.includes(`\`${name}\``)))
    .map((name) => ({
      rule: 'dependencies-explained',
      path: 'ARCHITECTURE.md',
      line: 1,
      message: `no line says why \`${name}\` is here`,
    }));
};

const NPM_COMMAND = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g;

/** A command that a page names and package.json lacks has cost somebody an evening. */
export const commandsExist: TreeRule = (files) => {
  const packageJson = find(files, 'package.json');
  if (!packageJson) return [];
  const parsed: unknown = JSON.parse(packageJson.text);
  const scripts = new Set(namesUnder(parsed, 'scripts'));
  const pages = files.filter((file) => file.path.endsWith('.md'));
  return pages.flatMap((file) =>
    linesOf(file).flatMap((text, index) =>
      [...text.matchAll(NPM_COMMAND)]
        .map((match) => match[1] ?? match[2] ?? '')
        .filter((name) => !scripts.has(name))
        .map((name) => ({
          rule: 'commands-exist',
          path: file.path,
          line: index + 1,
          message: `package.json has no script "${name}"`,
        })),
    ),
  );
};
