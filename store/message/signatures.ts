import type { Queries } from '../db/db';
import type { TemplateState } from './templates';

/** A signature (the 【…】 in front of an SMS) at a platform that approves signatures before they may be used. */
export interface RegisteredSignature {
  provider: string;
  /** Without the brackets. */
  signature: string;
  /** State of its approval, the same as for a text. */
  state: TemplateState;
  note: string | null;
}

/** @returns every known signature. */
export const registeredSignatures = (sql: Queries): Promise<RegisteredSignature[]> =>
  sql<RegisteredSignature[]>`select provider, signature, state, note from sms_signatures order by provider, signature`;

/** @returns the approval state of a signature; null when it is unknown. */
export async function signatureState(
  sql: Queries,
  { provider, signature }: Pick<RegisteredSignature, 'provider' | 'signature'>,
): Promise<TemplateState | null> {
  const [row] = await sql<{ state: TemplateState }[]>`
    select state from sms_signatures where provider = ${provider} and signature = ${signature}`;
  return row?.state ?? null;
}

/** Adds a signature as a draft, unless it is known. */
export async function registerSignature(
  sql: Queries,
  { provider, signature }: Pick<RegisteredSignature, 'provider' | 'signature'>,
): Promise<void> {
  await sql`insert into sms_signatures (provider, signature) values (${provider}, ${signature}) on conflict do nothing`;
}

/** Stores the approval state of a signature, registered or not. */
export async function changeSignature(
  sql: Queries,
  { provider, signature, state, note }: RegisteredSignature,
): Promise<void> {
  await sql`
    insert into sms_signatures (provider, signature, state, note) values (${provider}, ${signature}, ${state}, ${note})
    on conflict (provider, signature) do update
      set state = excluded.state, note = excluded.note, changed_at = clock_timestamp()`;
}
