/** A server of this machine that answers as AWS would. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** What the SDK needs to talk to one; nobody checks the key. */
export const emulated = (endpoint: string) => ({
  endpoint,
  region: 'ap-northeast-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
