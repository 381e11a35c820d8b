import { kindRefusal } from '../domain/people/kind-refusal';
import { isFixedKind, type RegionKind } from '../domain/people/region-kinds';
import { Refused, sentence } from '../domain/text/refusal';
import { audit } from '../store/account/audit-log';
import { regionKinds, removeKind as remove, storeKinds, usesOfKind } from '../store/people/region-kinds';
import type { Acting } from './acting';

const VERB = 'edit-register';

/** Adds a kind of region, or changes the kind with this code. @throws Refused when another kind has its name */
export const saveKind = ({ sql, by }: Acting, kind: RegionKind): Promise<void> =>
  sql.begin(async (transaction) => {
    const why = kindRefusal(kind, await regionKinds(transaction));
    if (why) throw new Refused(why.said);
    await storeKinds(transaction, [kind]);
    await audit(transaction, by, VERB, { what: 'save-kind', kind: kind.code });
  }) as Promise<void>;

/** Removes a kind of region. @throws Refused when rules know it, or regions or campaigns use it */
export const removeKind = ({ sql, by }: Acting, kind: string): Promise<void> =>
  sql.begin(async (transaction) => {
    if (isFixedKind(kind)) throw new Refused(sentence('kind-fixed', { kind }));
    const uses = await usesOfKind(transaction, kind);
    if (uses.regions + uses.campaigns > 0) throw new Refused(sentence('kind-in-use', { kind, ...uses }));
    if (!(await remove(transaction, kind))) throw new Refused(sentence('unknown-kind', { kind }));
    await audit(transaction, by, VERB, { what: 'remove-kind', kind });
  }) as Promise<void>;
