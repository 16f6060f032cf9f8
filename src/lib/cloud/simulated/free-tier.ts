import { NOT_ASKED } from '../../model/family.ts';
import type { FreeTier } from '../../model/free-tier.ts';

/** AWS tells this account nothing, as it does many: what is free follows from the policy alone. */
export const SILENT_FREE_TIER: FreeTier = {
  planState: async () => NOT_ASKED,
  usage: async () => NOT_ASKED,
};
