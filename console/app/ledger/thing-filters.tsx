import { Select } from 'antd';
import type { FilterField } from '../table/filter-fields';
import type { Books } from '../types';
import { type Say, textOf, useWords } from '../words';

/** Filters of a table of goods and money: by item, and by purse. */
export const thingFilters = ({ items, purses }: Books, say: Say) => ({
  item: (field: FilterField) => (
    <Named label={say('筛选款物', 'Filter by item')} all={say('全部款物', 'All items')} of={items} {...field} />
  ),
  purse: (field: FilterField) => (
    <Named label={say('筛选专款', 'Filter by purse')} all={say('全部专款', 'All purses')} of={purses} {...field} />
  ),
});

interface NamedField extends FilterField {
  label: string;
  all: string;
  of: Books['purses'];
}

function Named({ label, all, of, value, onChange }: NamedField) {
  const { language } = useWords();
  return (
    <Select
      allowClear
      style={{ minWidth: 140 }}
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={all}
      value={value}
      onChange={(chosen?: string) => onChange(chosen ?? null)}
      options={of.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))}
    />
  );
}
