/** Every reason in one plain English sentence or two. "It" is the instance (volume, address). */
import type { Reason } from '../../model/reason.ts';
import { ADDRESS_REASONS_EN } from './address-reason-en.ts';
import { type ReasonCatalogue, reasonIn } from './catalogue.ts';
import { CREDIT_REASONS_EN } from './credit-reason-en.ts';
import { EDGE_REASONS_EN } from './edge-reason-en.ts';
import { EXPOSURE_REASONS_EN } from './exposure-reason-en.ts';
import { GUARD_REASONS_EN } from './guard-reason-en.ts';
import { HEALTH_REASONS_EN } from './health-reason-en.ts';
import { IDLE_REASONS_EN } from './idle-reason-en.ts';
import { LEFT_ALONE_REASONS_EN } from './left-alone-reason-en.ts';
import { NOTEBOOK_REASONS_EN } from './notebook-reason-en.ts';
import { PASS_REASONS_EN } from './pass-reason-en.ts';
import type { Say } from './say.ts';
import { VOLUME_REASONS_EN } from './volume-reason-en.ts';

const REASONS_EN: ReasonCatalogue = {
  ...LEFT_ALONE_REASONS_EN,
  ...GUARD_REASONS_EN,
  ...EDGE_REASONS_EN,
  ...IDLE_REASONS_EN,
  ...PASS_REASONS_EN,
  ...ADDRESS_REASONS_EN,
  ...VOLUME_REASONS_EN,
  ...EXPOSURE_REASONS_EN,
  ...HEALTH_REASONS_EN,
  ...NOTEBOOK_REASONS_EN,
  ...CREDIT_REASONS_EN,
};

export const reasonEn = (because: Reason, say: Say): string => reasonIn(REASONS_EN, because, say);
