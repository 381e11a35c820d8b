import { Button, Flex, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { type Column, wordIn } from '../../../domain/table/shape';
import { DayField } from '../calendar/day-field';
import { useWords } from '../words';
import type { Filters } from './use-address';

/** A person types faster than a table is read. */
const TYPED_MS = 300;

export interface FilterField {
  value: string | null;
  onChange(value: string | null): void;
}

/** The filters of a table, each by itself; those that a page draws itself come first. */
export function FilterFields({
  columns,
  filters,
  clearable,
  own,
  onChange,
  onClear,
}: {
  columns: readonly Column[];
  filters: Filters;
  clearable: boolean;
  own: Readonly<Record<string, (field: FilterField) => ReactNode>>;
  onChange(column: Column, value: string | null): void;
  onClear(): void;
}) {
  const { say } = useWords();
  const all = columns.filter(({ filter }) => filter);
  return (
    <Flex gap={8} wrap align="center" className="table-filters" role="search">
      {all.map((column) => {
        const field: FilterField = {
          value: filters[column.key] ?? null,
          onChange: (value) => onChange(column, value),
        };
        return <div key={column.key}>{own[column.key]?.(field) ?? <Field column={column} {...field} />}</div>;
      })}
      {clearable && (
        <Button type="link" size="small" onClick={onClear}>
          {say('清除筛选', 'Clear filters')}
        </Button>
      )}
    </Flex>
  );
}

function Field({ column, value, onChange }: { column: Column } & FilterField) {
  const { language } = useWords();
  const label = column.title[language];
  if (column.filter === 'choice')
    return (
      <Select
        mode="multiple"
        allowClear
        maxTagCount={2}
        aria-label={label}
        placeholder={label}
        style={{ minWidth: 160, maxWidth: 320 }}
        popupMatchSelectWidth={false}
        optionFilterProp="label"
        value={value ? value.split(',') : []}
        onChange={(chosen: string[]) => onChange(chosen.join(',') || null)}
        options={Object.keys(column.words ?? {}).map((one) => ({ value: one, label: wordIn(column, one, language) }))}
      />
    );
  if (column.filter === 'days' || column.filter === 'range')
    return <Span label={label} kind={column.filter} value={value} onChange={onChange} />;
  return <Typed label={label} value={value} onChange={onChange} />;
}

/** Two ends of a span; either may be open. Ends that cross each other are refused in words, and not applied. */
function Span({ label, kind, value, onChange }: { label: string; kind: 'days' | 'range' } & FilterField) {
  const { say } = useWords();
  // Another value from outside, for example of a view, replaces what was refused.
  const [held, hold] = useState<{ beside: string | null; span: string } | null>(null);
  const crossed = held && held.beside === value ? held.span : null;
  const [from = '', to = ''] = (crossed ?? value)?.split('..') ?? [];
  const put = (first: string, last: string) => {
    const span = `${first}..${last}`;
    const isCrossed = first !== '' && last !== '' && (kind === 'days' ? first > last : Number(first) > Number(last));
    hold(isCrossed ? { beside: value, span } : null);
    if (!isCrossed) onChange(first || last ? span : null);
  };
  const refused = crossed !== null && { status: 'error' as const, 'aria-invalid': true };
  const end = (text: string, name: string, set: (text: string) => void) =>
    kind === 'days' ? (
      <DayField value={text} label={name} onChange={set} {...(refused && { isRefused: true })} />
    ) : (
      <Input
        type="number"
        style={{ width: 96 }}
        value={text}
        aria-label={name}
        {...refused}
        onChange={({ target }) => set(target.value)}
      />
    );
  return (
    <Flex gap={4} align="center" wrap className="span">
      <span className="soft">{label}</span>
      {end(from, say(`${label}：从`, `${label}: from`), (first) => put(first, to))}
      <span aria-hidden>–</span>
      {end(to, say(`${label}：到`, `${label}: to`), (last) => put(from, last))}
      {refused && (
        <span className="overdue" role="alert">
          {kind === 'days'
            ? say('止期早于起期，请改一个', 'It ends before it begins: change one')
            : say('上限小于下限，请改一个', 'The most is below the least: change one')}
        </span>
      )}
    </Flex>
  );
}

function Typed({ label, value, onChange }: { label: string } & FilterField) {
  const set = value ?? '';
  // Another value from outside, for example of a view, replaces what was typed; its own one leaves the field as it is.
  const [held, hold] = useState({ beside: set, text: set });
  const text = held.beside === set || held.text.trim() === set ? held.text : set;
  const typed = text.trim();
  useEffect(() => {
    if (typed === set) return;
    const timer = setTimeout(() => onChange(typed || null), TYPED_MS);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      allowClear
      value={text}
      onChange={({ target }) => hold({ beside: set, text: target.value })}
      placeholder={label}
      aria-label={label}
      autoComplete="off"
      style={{ width: 160 }}
    />
  );
}
