/** The headers of every answer: nothing may run, frame, keep or pass on what a link shows. */
import type { Language } from '../model/policy.ts';
import { CONTENT_SECURITY_POLICY } from './html/stylesheet.ts';

const EVERY_ANSWER: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  vary: 'Accept-Language',
};

export const pageHeaders = (language: Language): Readonly<Record<string, string>> => ({
  ...EVERY_ANSWER,
  'content-type': 'text/html; charset=utf-8',
  'content-language': language,
});

export const PLAIN_HEADERS: Readonly<Record<string, string>> = {
  ...EVERY_ANSWER,
  'content-type': 'text/plain; charset=utf-8',
};
