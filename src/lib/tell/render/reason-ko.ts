/** Every reason in a sentence or two of polite Korean; without a subject it is the instance. */
import type { Reason } from '../../model/reason.ts';
import { ADDRESS_REASONS_KO } from './address-reason-ko.ts';
import { type ReasonCatalogue, reasonIn } from './catalogue.ts';
import { CREDIT_REASONS_KO } from './credit-reason-ko.ts';
import { EDGE_REASONS_KO } from './edge-reason-ko.ts';
import { EXPOSURE_REASONS_KO } from './exposure-reason-ko.ts';
import { GUARD_REASONS_KO } from './guard-reason-ko.ts';
import { HEALTH_REASONS_KO } from './health-reason-ko.ts';
import { IDLE_REASONS_KO } from './idle-reason-ko.ts';
import { LEFT_ALONE_REASONS_KO } from './left-alone-reason-ko.ts';
import { NOTEBOOK_REASONS_KO } from './notebook-reason-ko.ts';
import { PASS_REASONS_KO } from './pass-reason-ko.ts';
import type { Say } from './say.ts';
import { VOLUME_REASONS_KO } from './volume-reason-ko.ts';

const REASONS_KO: ReasonCatalogue = {
  ...LEFT_ALONE_REASONS_KO,
  ...GUARD_REASONS_KO,
  ...EDGE_REASONS_KO,
  ...IDLE_REASONS_KO,
  ...PASS_REASONS_KO,
  ...ADDRESS_REASONS_KO,
  ...VOLUME_REASONS_KO,
  ...EXPOSURE_REASONS_KO,
  ...HEALTH_REASONS_KO,
  ...NOTEBOOK_REASONS_KO,
  ...CREDIT_REASONS_KO,
};

export const reasonKo = (because: Reason, say: Say): string => reasonIn(REASONS_KO, because, say);
