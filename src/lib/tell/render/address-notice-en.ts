/** Addresses, in English. */
import { type AddressWords, addressNotices } from './address-notice.ts';
import { reasonEn } from './reason-en.ts';

const WORDS: AddressWords = {
  reason: reasonEn,
  titles: {
    restored: (name, publicIp) => `${name} has its address ${publicIp} back`,
    missing: (name) => `${name} has not got its address`,
    left: (name) => `${name} is gone, its address is still paid for`,
  },
  restored: (allocationId) => [
    `Its tag claims the address (${allocationId}), and nobody else had it.`,
    'An address in use costs no more than an idle one.',
  ],
  labels: {
    dropClaim: 'To give up the claim:',
    show: 'To see your addresses:',
    giveTo: (successor) => `If ${successor} took its place, to have it put there:`,
    release: 'To give it back to AWS (you cannot get the same one again):',
    keep: 'To keep, and hear no more of it:',
  },
};

export const ADDRESS_NOTICES_EN = addressNotices(WORDS);
