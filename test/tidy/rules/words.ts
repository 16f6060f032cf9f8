import { linesOf, type Rule } from '../file.ts';

/** What promises work instead of doing it. */
const BANNED = /\b(TODO|FIXME|XXX|HACK)\b|\b[Nn]ot (yet )?implemented\b/;

const isAboutTheRule = (path: string): boolean => path.startsWith('test/tidy/');

export const bannedWords: Rule = (file) =>
  isAboutTheRule(file.path)
    ? []
    : linesOf(file).flatMap((text, index) => {
        const found = BANNED.exec(text)?.[0];
        const message = `"${found}": do it, or open an issue`;
        return found ? [{ rule: 'banned-words', path: file.path, line: index + 1, message }] : [];
      });
