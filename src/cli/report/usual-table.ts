/** As serverless.yml names the ledger. */
export const USUAL_TABLE = 'tierkeeper-prod-ledger';
