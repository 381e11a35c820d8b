import type { FilterField } from '../table/filter-fields';
import { RegionPicker } from './region-picker';

/** Filters a table by a region of the tree. @param all what stands for no region */
export function RegionFilter({ value, onChange, all }: FilterField & { all: string }) {
  return (
    <div style={{ minWidth: 200 }}>
      <RegionPicker
        {...(value && { value })}
        label={all}
        all={all}
        onChange={onChange}
        onClear={() => onChange(null)}
      />
    </div>
  );
}
