/** Telling apart what AWS calls one thing: credentials that are missing, old, wrong or unknown. */
import type { Fault } from '../../lib/model/fault.ts';
import { plain } from '../../lib/tell/render/plain.ts';

export type CredentialTrouble = 'missing' | 'expired' | 'unknown-key' | 'wrong-secret' | 'clock';

const BY_CODE: readonly (readonly [RegExp, CredentialTrouble])[] = [
  [/^ExpiredToken/, 'expired'],
  [/^(InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient|AuthFailure)/, 'unknown-key'],
  [/^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/, 'wrong-secret'],
  [/^RequestExpired/, 'clock'],
];

/** The SDK's own sentence where a sign-in behind a profile is over. */
const EXPIRED = /\bexpired\b/i;
/** A signature's date is part of it. */
const SKEWED = /signature (expired|not yet current)/i;

export function credentialTrouble({ awsCode, message }: Fault): CredentialTrouble {
  if (SKEWED.test(message)) return 'clock';
  const known = BY_CODE.find(([code]) => code.test(awsCode ?? ''));
  if (known) return known[1];
  return EXPIRED.test(message) ? 'expired' : 'missing';
}

/** What the SDK says to developers behind the sentence. */
const FOR_DEVELOPERS = /\s*Deserialization error:.*$/s;

/** Foreign text in brackets, so that our own sentence stays one. */
export const inShort = (message: string): string => plain(message.replace(FOR_DEVELOPERS, ''));
