import { Checkbox, Flex, Input } from 'antd';
import { useState } from 'react';
import type { RegisterLayout } from '../../types';
import { useWords } from '../../words';
import { RegionPicker } from '../region-picker';

/** Whether places that the register lacks are made from their names, and in which county. */
export interface PlacesMade {
  make: boolean;
  /** Code of a region of the register. */
  under: string | null;
  /** Name of a county that the register does not have yet. */
  county: string;
}

/** Asks of which county a roster without codes is. */
export function Places({
  tops,
  value,
  busy,
  change,
}: {
  tops: RegisterLayout['making'];
  value: PlacesMade;
  busy: boolean;
  change(value: PlacesMade): void;
}) {
  const { say } = useWords();
  const [county, setCounty] = useState(value.county);
  return (
    <Flex gap={12} wrap align="center" className="section">
      <Checkbox
        checked={value.make}
        disabled={busy}
        onChange={({ target }) =>
          change({ ...value, make: target.checked, under: value.under ?? tops[0]?.code ?? null })
        }
      >
        {say('名册里没有的地方按名称新建', 'Make places that the register lacks from their names')}
      </Checkbox>
      {value.make && tops.length > 0 && (
        <div style={{ width: 240 }}>
          <RegionPicker
            {...(value.under && { value: value.under })}
            label={say('表格属于哪个地区', 'Region that the table is of')}
            onChange={(under) => change({ ...value, under })}
          />
        </div>
      )}
      {value.make && tops.length === 0 && (
        <Input
          style={{ width: 260 }}
          value={county}
          maxLength={60}
          onChange={({ target }) => setCounty(target.value)}
          onPressEnter={() => change({ ...value, county })}
          onBlur={() => county !== value.county && change({ ...value, county })}
          aria-label={say('县（市、区）名称', 'Name of the county')}
          placeholder={say('县（市、区）名称，如 某县', 'Name of the county')}
        />
      )}
    </Flex>
  );
}
