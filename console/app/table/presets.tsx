import { Segmented } from 'antd';
import type { Shape } from '../../../domain/table/shape';
import { useTableAddress } from './use-address';

export interface Preset {
  label: string;
  /** As an address has it; empty: everything. */
  query: string;
}

const asOne = (filters: Readonly<Record<string, string>>, query: string): string =>
  Object.entries({ ...filters, ...Object.fromEntries(new URLSearchParams(query)) })
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');

/** Filters that are often wanted, in one press; the campaign stays. */
export function Presets({ shape, presets }: { shape: Shape; presets: readonly Preset[] }) {
  const { query: all, show } = useTableAddress(shape);
  const parts = new URLSearchParams(all);
  const campaign = parts.get('campaign');
  parts.delete('campaign');
  const query = parts.toString();
  const { first = {} } = shape;
  const chosen = presets.find((preset) => asOne(first, preset.query) === asOne(first, query));
  return (
    <div className="filters">
      <Segmented<string>
        value={chosen?.query ?? '-'}
        onChange={(wanted) => show(campaign ? `${wanted}&campaign=${encodeURIComponent(campaign)}` : wanted)}
        options={presets.map(({ label, query: value }) => ({ label, value }))}
      />
    </div>
  );
}
