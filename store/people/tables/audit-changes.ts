import type { Actor } from '../../account/actor';
import { audit } from '../../account/audit-log';
import type { Queries } from '../../db/db';
import type { RegisterChanges, RowChange } from './changes';

/** Changes in one line of the audit log: some 15 KB at most. */
const A_LINE = 500;

/**
 * Records the changes by tables, or the possible changes of a check: codes and names of fields, never values. A large
 * import has several lines.
 */
export async function auditTables(
  sql: Queries,
  actor: Actor,
  {
    what,
    regions,
    contacts,
    changes: { changes },
  }: { what: 'check' | 'import'; regions: number; contacts: number; changes: RegisterChanges },
): Promise<void> {
  const parts = Math.max(1, Math.ceil(changes.length / A_LINE));
  for (let part = 0; part < parts; part += 1) {
    const rows = changes
      .slice(part * A_LINE, (part + 1) * A_LINE)
      .map(toldShort)
      .join('; ');
    const which = parts > 1 ? { part: part + 1, parts } : {};
    await audit(sql, actor, 'edit-register', { what, regions, contacts, changes: changes.length, ...which, rows });
  }
}

/** As `921/contact: name phone`, a new row as `+922`. */
function toldShort({ what, how, region, role, fields }: RowChange): string {
  const row = what === 'contact' ? `${region}/${role}` : what === 'kind' ? `kind ${region}` : region;
  return how === 'new' ? `+${row}` : `${row}: ${fields.map(({ field }) => field).join(' ')}`;
}
