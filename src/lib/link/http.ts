/** Requests and answers as links know them, whatever carries them: Lambda, or a server at home. */

export interface LinkRequest {
  readonly method: string;
  /** `/l/AQd…`; as sent, with nothing decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The very bytes that were sent. */
  readonly body: Uint8Array;
}

export interface LinkAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type AnswerLink = (request: LinkRequest) => Promise<LinkAnswer>;
