/** What a form sends: two fields, read with distrust. */
import * as z from 'zod';
import { LINK_ACTIONS } from '../model/link.ts';

/** Two fields are a few dozen bytes. */
export const FORM_BYTES_MAX = 1_024;

export const isForm = (contentType: string | undefined): boolean =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';

const form = z.object({
  action: z.tuple([z.enum(LINK_ACTIONS).exclude(['status'])]).transform(([action]) => action),
  date: z
    .array(z.string().max(40))
    .max(1)
    .transform(([date = '']) => date),
});

export type PressForm = z.infer<typeof form>;

/** Null for what none of our forms sends; a field that is given twice is none of ours. */
export function readForm(body: Uint8Array): PressForm | null {
  const fields = new URLSearchParams(Buffer.from(body).toString('utf8'));
  const given = { action: fields.getAll('action'), date: fields.getAll('date') };
  const parsed = form.safeParse(given);
  return parsed.success ? parsed.data : null;
}
