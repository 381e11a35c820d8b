import { Select } from 'antd';
import type { Board } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

/** Selects the campaign of a list. */
export function CampaignFilter({
  value,
  onChange,
  all,
}: {
  value: string | null;
  onChange(campaign: string | null): void;
  all: string;
}) {
  const { language, say } = useWords();
  const { data } = useData<Board>('/api/board');
  return (
    <Select
      value={value ?? ''}
      aria-label={say('活动', 'Campaign')}
      style={{ minWidth: 220 }}
      popupMatchSelectWidth={false}
      onChange={(campaign) => onChange(campaign || null)}
      options={[
        { value: '', label: all },
        ...(data?.campaigns ?? []).map(({ id, name, mode }) => ({
          value: id,
          label: `${textOf(name, language)} · ${id}${mode === 'rehearsal' ? say('（演练）', ' (rehearsal)') : ''}`,
        })),
      ]}
    />
  );
}
