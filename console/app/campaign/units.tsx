import { Select } from 'antd';
import { useParams } from 'react-router';
import { UNITS } from '../../../domain/table/shapes/campaigns';
import { send } from '../api';
import { RegionFilter } from '../people/region-filter';
import { PlaceLink } from '../place/place-link';
import { useMe } from '../session';
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
  const { can } = useMe();
  const path = `/api/campaigns/${encodeURIComponent(campaign)}`;
  const { data, error, reload } = useData<Progress>(`${path}/progress`);
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
          units: (field) => <RegionFilter {...field} all={say('全部地区', 'All regions')} />,
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
          reason: ({ reason }) => reason && <StateTag noun="reason" state={reason} />,
        }}
        bulk={
          can('resend-message')
            ? [
                {
                  label: say('催报', 'Remind'),
                  sure: say(
                    '给这些还没有报的单位各发一条催报。刚催过的、联系不上的会留在选中里。',
                    'Sends one reminder to each that has not reported. Those reminded just now, or reached by nothing, stay chosen.',
                  ),
                  fits: ({ standing }: UnitRow) => standing === 'missing',
                  act: ({ unit, key }: UnitRow) =>
                    send(`${path}/rounds/${encodeURIComponent(key)}/units/${encodeURIComponent(unit)}/remind`, {}),
                },
              ]
            : []
        }
        empty={say('还没有开始的阶段。', 'No stage has begun yet.')}
      />
    </>
  );
}
