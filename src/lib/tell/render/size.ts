/**
 * SNS takes 262,144 bytes of all bodies together, and JSON escapes can double each of them: within
 * these three any message fits, whatever it is about.
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
export const TEXT_BYTES_MAX = 55_000;
export const DOCUMENT_BYTES_MAX = 55_000;
export const CHAT_BYTES_MAX = 20_000;

export const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Room that is handed out piece by piece. */
export interface Room {
  /** Takes the room for the text, or says that there is not enough. */
  take(text: string): boolean;
}

export function roomFor(bytes: number): Room {
  let left = bytes;
  return {
    take(text) {
      const size = bytesOf(text);
      if (size > left) return false;
      left -= size;
      return true;
    },
  };
}

/** The first of them, up to the one that does not pass. */
export function whileTrue<T>(all: readonly T[], passes: (one: T) => boolean): readonly T[] {
  const end = all.findIndex((one) => !passes(one));
  return end === -1 ? all : all.slice(0, end);
}
