import { Select } from 'antd';
import { useParams } from 'react-router';
import { UNITS } from '../../../domain/table/shapes/campaigns';
import { RegionPicker } from '../people/region-picker';
import { PlaceLink } from '../place/place-link';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { DataTable } from '../table/data-table';
import type { Progress, UnitRow } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

/** Every unit of a campaign in every round, to be filtered and taken along; the campaign's page shows the tree. */
export function Component() {
  const { campaign = '' } = useParams();
  const { language, say } = useWords();
  const { data, error, reload } = useData<Progress>(`/api/campaigns/${encodeURIComponent(campaign)}/progress`);
  if (!data) return <Loading error={error} reload={reload} />;
  const nameOf = (stage: string) => {
    const name = data.stages.find(({ id }) => id === stage)?.name;
    return name ? textOf(name, language) : stage;
  };
  return (
    <>
      <PageHead
        title={say('各单位上报', 'Returns by unit')}
        about={textOf(data.name, language)}
        actions={<LinkButton to={`/campaigns/${campaign}#completeness`}>{say('回到活动', 'Back')}</LinkButton>}
      />
      <DataTable<UnitRow>
        shape={UNITS}
        rowKey="id"
        fixed={{ campaign }}
        filters={{
          units: ({ value, onChange }) => (
            <div style={{ minWidth: 200 }}>
              <RegionPicker
                {...(value && { value })}
                all={say('全部地区', 'All regions')}
                onChange={onChange}
                onClear={() => onChange(null)}
              />
            </div>
          ),
          stage: ({ value, onChange }) => (
            <Select
              allowClear
              style={{ minWidth: 140 }}
              aria-label={say('阶段', 'Stage')}
              placeholder={say('全部阶段', 'All stages')}
              value={value}
              onChange={(chosen?: string) => onChange(chosen ?? null)}
              options={data.stages.map(({ id }) => ({ value: id, label: nameOf(id) }))}
            />
          ),
        }}
        renders={{
          unitName: ({ unit, unitName }) => <PlaceLink code={unit} name={unitName} campaign={campaign} />,
          stage: ({ stage }) => nameOf(stage),
          reason: ({ reason }) => reason && <StateTag noun="reason" state={reason} />,
        }}
        empty={say('还没有开始的阶段。', 'No stage has begun yet.')}
      />
    </>
  );
}
