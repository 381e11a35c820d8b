import { z } from 'zod';
import { FINDING_NAMES, type Finding } from '../../../../domain/ledger/findings';
import { MONEY } from '../../../../domain/ledger/items';
import type { Condition } from '../../../../domain/table/query';
import { EVIDENCE } from '../../../../domain/table/shapes/ledger';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { Sql } from '../../../../store/db/db';
import { countFinding, type Found, findingsOf } from '../../../../store/ledger/findings';
import { campaignIn } from '../conditions';
import type { Reader, ServedTable } from '../served-table';
import { type Things, thingsOf } from './ledger';

const count = z.int();
const instant = z.iso.datetime();

export const evidenceRowSchema = z
  .object({
    key: z.string(),
    finding: z.enum(FINDING_NAMES),
    row: count.describe('Number of the row; of a finding about a unit, the first of its rows'),
    ...{ list: z.string(), listName: z.string(), unit: z.string(), place: z.string(), shown: z.string() },
    ...{ zone: z.string(), at: instant.nullable() },
    against: instant.nullable().describe('What it was too early or too late for'),
    itemName: z.string().nullable(),
    dueFen: count.nullable().describe('What it should be'),
    pieces: count.nullable().describe('Of goods'),
    measure: z.string().nullable().describe('In which they are counted'),
    fen: count.nullable().describe('Of money'),
    ...{ times: count.nullable(), other: count.nullable().describe('Number of the other row') },
  })
  .describe('A row of a finding; of one account for many, as the accounts were when the findings were counted last');

const oneOf = (conditions: readonly Condition[]): Finding => {
  const asked = conditions.find(({ key }) => key === 'finding');
  const [finding, ...others] = asked?.filter === 'choice' ? asked.values : [];
  if (finding === undefined || others.length > 0)
    throw new Refused(sentence('table-needs-filter', { column: 'finding' }));
  return finding as Finding;
};

const wantedOf = ({ top }: Reader, conditions: readonly Condition[]) => ({
  campaign: campaignIn(conditions) ?? '',
  finding: oneOf(conditions),
  top,
});

const afterOf = (after: string | null): number => {
  const row = Number(after ?? 0);
  if (!Number.isInteger(row) || row < 0) throw new Refused(sentence('table-bad-cursor'));
  return row;
};

const page: ServedTable['page'] = async (sql, reader, { conditions, after, limit }) => {
  const wanted = wantedOf(reader, conditions);
  const rows = await findingsOf(sql, { ...wanted, after: afterOf(after), limit });
  const things = await thingsOf(sql, reader, conditions);
  const next = rows.length < limit ? null : String(rows.at(-1)?.row);
  return { rows: rows.map((one, nr) => shown(one, { finding: wanted.finding, nr, things })), next };
};

const countRows: ServedTable['count'] = (sql: Sql, reader, { conditions, most }) =>
  countFinding(sql, { ...wantedOf(reader, conditions), most });

/** Read by its own query, a page after the other by the numbers of rows: what is found has no table of its own. */
export const evidence: ServedTable = {
  shape: EVIDENCE,
  row: evidenceRowSchema,
  page,
  count: countRows,
  first: async (sql, reader, { most, ...wanted }) => {
    // One after the other: they are heavy.
    const read = await page(sql, reader, { ...wanted, after: null });
    return { ...read, total: await countRows(sql, reader, { ...wanted, most }) };
  },
};

function shown(one: Found, { finding, nr, things }: { finding: Finding; nr: number; things: Things }) {
  const { item, expected, found, unitName, ...facts } = one;
  const isMoney = item === MONEY;
  return {
    ...facts,
    key: `${one.row} ${nr}`,
    finding,
    listName: things.listName(one.list),
    place: unitName,
    zone: things.zone,
    itemName: item === null ? null : things.itemName(item),
    dueFen: isMoney ? expected : null,
    fen: isMoney ? found : null,
    pieces: isMoney ? null : found,
    measure: item === null || isMoney || found === null ? null : things.unitOf(item, found),
  };
}
