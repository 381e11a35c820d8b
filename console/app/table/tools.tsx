import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Column } from '../../../domain/table/shape';
import { download } from '../api';
import { useFeedback } from '../feedback';
import { useWords } from '../words';
import type { Filters } from './use-address';
import { ZONE } from './use-pages';

/** How many rows the filters leave. */
export function Total({ total }: { total: number | null }) {
  const { language, say } = useWords();
  if (total === null) return <span />;
  const shown = new Intl.NumberFormat(language).format(Math.min(total, 10_000));
  return (
    <span className="soft" role="status">
      {total > 10_000 ? say(`${shown} 条以上`, `more than ${shown}`) : say(`共 ${shown} 条`, `${shown} in all`)}
    </span>
  );
}

/** All that the filters leave, as an Excel. */
export function ExportButton({ name, ...asked }: { name: string; where: Filters; sort: string; columns: string[] }) {
  const { say } = useWords();
  const { message } = useFeedback();
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    download(`/api/tables/${name}/export`, { ...asked, zone: ZONE })
      .catch((error: Error) => void message.error(error.message, 6))
      .finally(() => setBusy(false));
  };
  return (
    <Button size="small" loading={busy} onClick={save}>
      {say('导出 Excel', 'Excel')}
    </Button>
  );
}

/** A narrow screen has no headings to press. */
export function SortField({
  columns,
  sort,
  onChange,
}: {
  columns: readonly Column[];
  sort: string;
  onChange(sort: string): void;
}) {
  const { language, say } = useWords();
  const options = columns
    .filter(({ sorts }) => sorts)
    .flatMap(({ key, title }) => [
      { value: key, label: `${title[language]} ↑` },
      { value: `-${key}`, label: `${title[language]} ↓` },
    ]);
  if (options.length === 0) return null;
  return (
    <Select
      value={options.some(({ value }) => value === sort) ? sort : null}
      aria-label={say('排序', 'Sort')}
      placeholder={say('排序', 'Sort')}
      style={{ minWidth: 160 }}
      onChange={(value) => value && onChange(value)}
      options={options}
    />
  );
}
