/**
 * A font with Hangul for a Chromium that has none, as a font of its machine: pages are looked at as
 * they are, with their policy in force. The product itself carries no font.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const WEIGHTS = [400, 600, 700] as const;
const SCRIPTS = ['latin', 'korean'] as const;

const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;
const SFNT_HEADER_BYTES = 12;
const SFNT_ENTRY_BYTES = 16;

interface FontTable {
  readonly tag: string;
  readonly checksum: number;
  readonly bytes: Buffer;
}

/** https://www.w3.org/TR/WOFF/: an SFNT whose tables are compressed one by one. */
function tablesOf(woff: Buffer): readonly FontTable[] {
  const count = woff.readUInt16BE(12);
  return Array.from({ length: count }, (_, index) => {
    const entry = woff.subarray(HEADER_BYTES + index * ENTRY_BYTES);
    const [offset, packed, length] = [4, 8, 12].map((at) => entry.readUInt32BE(at));
    const stored = woff.subarray(offset, (offset ?? 0) + (packed ?? 0));
    return {
      tag: entry.toString('latin1', 0, 4),
      checksum: entry.readUInt32BE(16),
      bytes: packed === length ? stored : inflateSync(stored),
    };
  });
}

const padded = (size: number): number => Math.ceil(size / 4) * 4;

/** The same font as machines install it. */
function sfntOf(woff: Buffer): Buffer {
  const tables = tablesOf(woff);
  const power = Math.floor(Math.log2(tables.length));
  const start = SFNT_HEADER_BYTES + tables.length * SFNT_ENTRY_BYTES;
  const size = tables.reduce((sum, { bytes }) => sum + padded(bytes.length), start);
  const font = Buffer.alloc(size);
  woff.copy(font, 0, 4, 8);
  font.writeUInt16BE(tables.length, 4);
  font.writeUInt16BE(2 ** power * SFNT_ENTRY_BYTES, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE((tables.length - 2 ** power) * SFNT_ENTRY_BYTES, 10);
  let offset = start;
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const at = SFNT_HEADER_BYTES + index * SFNT_ENTRY_BYTES;
    font.write(tag, at, 'latin1');
    font.writeUInt32BE(checksum, at + 4);
    font.writeUInt32BE(offset, at + 8);
    font.writeUInt32BE(bytes.length, at + 12);
    bytes.copy(font, offset);
    offset += padded(bytes.length);
  }
  return font;
}

/** A configuration of fontconfig that knows this font alone: every machine shows the same. */
export function fontConfig(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tierkeeper-fonts-'));
  mkdirSync(path.join(folder, 'fonts'));
  for (const script of SCRIPTS) {
    for (const weight of WEIGHTS) {
      const name = `noto-sans-kr-${script}-${weight}-normal`;
      const woff = readFileSync(require.resolve(`@fontsource/noto-sans-kr/files/${name}.woff`));
      writeFileSync(path.join(folder, 'fonts', `${name}.otf`), sfntOf(woff));
    }
  }
  const file = path.join(folder, 'fonts.conf');
  writeFileSync(
    file,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
      `<dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return file;
}
