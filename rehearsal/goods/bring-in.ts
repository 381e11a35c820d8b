import { z } from 'zod';
import type { Definition, Field } from '../../domain/campaign/definition/definition';
import type { OfficeDoor } from '../lists/office';
import { call, unexpected } from '../people/visitor';
import type { Recipient } from './recipients';

const layout = z.object({ columns: z.array(z.object({ key: z.string(), name: z.object({ 'zh-CN': z.string() }) })) });
const looked = z.object({ difference: z.object({ digest: z.string() }).nullable() });

/**
 * Brings in the rows of units that have not sent them, as an office does: a table, looked at first, and then taken.
 * @throws Error when the table is refused
 */
export async function bringIn(
  { url, token }: OfficeDoor,
  { campaign, list }: { campaign: string; list: string },
  definition: Pick<Definition, 'lists' | 'forms' | 'standards'>,
  rows: readonly Recipient[],
): Promise<void> {
  const address = (path: string) => new URL(`/api/campaigns/${campaign}/lists/${list}/table${path}`, url);
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const ask = async <Answer>(path: string, answer: z.ZodType<Answer>, body?: FormData): Promise<Answer> => {
    const response = await call(address(path), { headers, ...(body && { method: 'POST', body }) });
    if (!response.ok) throw await unexpected(`that brings in a table (${list})`, response);
    return answer.parse(await response.json());
  };
  const { columns } = await ask('', layout);
  const table = tableOf(columns, definition, rows);
  const sent = (confirm?: string) => {
    const body = new FormData();
    body.set('consent', 'yes');
    if (confirm !== undefined) body.set('confirm', confirm);
    body.set('file', new Blob([table], { type: 'text/csv' }), `${list}.csv`);
    return body;
  };
  const { difference } = await ask('/check', looked, sent());
  if (difference) await ask('/import', z.object({ receipt: z.string() }), sent(difference.digest));
}

type Column = z.infer<typeof layout>['columns'][number];

/** A cell never holds a comma: names, numbers and addresses are invented without. */
function tableOf(
  columns: readonly Column[],
  definition: Pick<Definition, 'lists' | 'forms' | 'standards'>,
  rows: readonly Recipient[],
): string {
  const told = columns.filter((column) => rows.some((row) => cellOf(column, definition, row) !== ''));
  const lines = rows.map((row) => told.map((column) => cellOf(column, definition, row)).join(','));
  return [told.map(({ name }) => name['zh-CN']).join(','), ...lines].join('\n');
}

function cellOf(
  { key }: Column,
  { lists, forms, standards }: Pick<Definition, 'lists' | 'forms' | 'standards'>,
  { list, unit, category, person, heads }: Recipient,
): string {
  if (key === 'code') return unit;
  if (key === 'name') return person.name;
  if (key === 'id') return person.idNumber;
  if (key === 'category') return standards.find((one) => one.category === category)?.name['zh-CN'] ?? category;
  const rules = lists[list];
  const field = forms[rules?.row ?? '']?.fields.find(({ id }) => key === `field.${id}`);
  if (!field) return '';
  if (field.id === rules?.heads) return String(heads ?? 1);
  if (field.personal === 'phone') return person.phone;
  if (field.personal === 'account') return person.account;
  if (field.personal === 'address') return person.address;
  return field.required ? onPaper(field) : '';
}

/** What a paper says where the row must have an answer. */
function onPaper({ type, choices = [], min = 0 }: Field): string {
  if (type === 'choice') return choices[0]?.label['zh-CN'] ?? '';
  if (type === 'yes-no') return '是';
  if (type === 'text') return '已核实';
  return type === 'integer' || type === 'money' ? String(min) : '';
}
