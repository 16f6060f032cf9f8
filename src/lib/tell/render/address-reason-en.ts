/** Whose an address is, in English. */
import type { ReasonCatalogue } from './catalogue.ts';
import { someEn } from './list.ts';
import { monthlyEn } from './monthly.ts';

export const ADDRESS_REASONS_EN = {
  'address-in-place': ({ publicIp }, say) => `Its address ${say.data(publicIp)} is in place.`,
  'address-lost': ({ allocationId, publicIp }, say) =>
    `Its tag claims the address ${say.data(publicIp)} (${say.data(allocationId)}), ` +
    'which is not on it.',
  'address-waits': ({ declared, state }, say) =>
    `Its address (${say.data(declared)}) is for when it runs; now it is ${say.data(state)}.`,
  'address-unknown': ({ declared }, say) =>
    `Its tag names the address ${say.data(declared)}, which is not in this Region: ` +
    'released, or never there.',
  'address-elsewhere': ({ publicIp, holder: other }, say) =>
    `Its address ${say.data(publicIp)} is on ${say.data(other)}, ` +
    `and Tierkeeper takes no address from anybody.`,
  'address-claimed-twice': ({ declared, claimants }, say) =>
    `The address ${say.data(declared)} is named by ` +
    `${someEn(claimants.map((one) => say.data(one, 40)))} at once, so none of them gets it.`,
  'address-occupied': ({ declared, publicIp }, say) =>
    `It already has the Elastic IP ${say.data(publicIp)}, ` +
    `so ${say.data(declared)} is not put on it.`,
  'address-no-interface': ({ declared }, say) =>
    `It has no network interface that could take the address ${say.data(declared)}.`,
  'address-border-group': ({ publicIp, group, zone }, say) =>
    `Its address ${say.data(publicIp)} is of the network border group ${say.data(group)}, and ` +
    `AWS does not put that on an instance in ${say.data(zone)}. It needs another address.`,
  'address-managed': ({ declared, by }, say) =>
    `Its network interface belongs to ${say.data(by)}: AWS lets nobody else put an address on it ` +
    `(${say.data(declared)}).`,
  'pool-empty': ({ pool }, say) =>
    `No address of the pool "${say.data(pool)}" is free. AWS allows five a Region unless you ask ` +
    'for more in Service Quotas.',
  'address-left': ({ publicIp, instance, monthlyMicroUsd, successor }, say) =>
    `The Elastic IP ${say.data(publicIp)} was on ${say.data(instance, 40)}, which is terminated. ` +
    `Nothing uses it, and it costs money: ${monthlyEn(monthlyMicroUsd, say)}.` +
    (successor === null ? '' : ` It may belong on ${say.data(successor, 40)} now.`),
  'address-settled': ({ publicIp }, say) =>
    `The address ${say.data(publicIp)} is in use again, or released.`,
} satisfies Partial<ReasonCatalogue>;
