import { AppstoreOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Breadcrumb, Card, Flex, Segmented, Select, Typography } from 'antd';
import { useState } from 'react';
import { phaseOf } from '../completeness';
import type { Progress, Regions } from '../types';
import { useLiveData } from '../use-data';
import { useQuery } from '../use-query';
import { textOf, useWords } from '../words';
import { HeatMap } from './heat-map';
import { Loading } from './loading';
import { RegionTable } from './region-table';
import { UnitTable } from './unit-table';

type View = 'table' | 'heat';

/** Completeness by level: one level at a time, as a table or a heat map, down to the units and why each is missing. */
export function Completeness({ progress, news }: { progress: Progress; news: number }) {
  const { language, say } = useWords();
  const { id, stages, now } = progress;
  const current = stages.findLast((stage) => phaseOf(stage, now) !== 'ahead') ?? stages[0];
  const [chosen, setChosen] = useQuery('stage');
  const [view, setView] = useState<View>('table');
  const [under, setUnder] = useState<string | null>(null);
  const query = under === null ? '' : `?under=${encodeURIComponent(under)}`;
  const { data, error, reload } = useLiveData<Regions>(
    `/api/campaigns/${encodeURIComponent(id)}/regions${query}`,
    news,
  );
  const stage = chosen ?? current?.id ?? '';
  const here = data?.path.at(-1);
  return (
    <Card
      id="completeness"
      className="section"
      title={<Typography.Title level={2}>{say('各级完成度', 'Completeness by level')}</Typography.Title>}
      extra={
        <Flex gap={8} wrap>
          <Select
            value={stage}
            onChange={setChosen}
            aria-label={say('环节', 'Stage')}
            popupMatchSelectWidth={false}
            options={stages.map((one) => ({ value: one.id, label: textOf(one.name, language) }))}
          />
          <Segmented<View>
            value={view}
            onChange={setView}
            aria-label={say('显示方式', 'Show as')}
            options={[
              { value: 'table', icon: <UnorderedListOutlined />, label: say('表', 'Table') },
              { value: 'heat', icon: <AppstoreOutlined />, label: say('热力图', 'Heat map') },
            ]}
          />
        </Flex>
      }
    >
      {!data ? (
        <Loading error={error} reload={reload} />
      ) : (
        <>
          <Breadcrumb
            items={data.path.map(({ code, name }) => ({
              key: code,
              title:
                code === here?.code ? (
                  name
                ) : (
                  <button type="button" className="as-link" onClick={() => setUnder(code)}>
                    {name}
                  </button>
                ),
            }))}
          />
          {data.rows.length > 0 &&
            (view === 'heat' ? (
              <HeatMap rows={data.rows} stage={stage} onOpen={setUnder} />
            ) : (
              <RegionTable rows={data.rows} stage={stage} onOpen={setUnder} />
            ))}
          {here && (
            <UnitTable
              progress={progress}
              under={here.code}
              stage={stage}
              view={view}
              news={news}
              alone={data.rows.length === 0}
            />
          )}
        </>
      )}
    </Card>
  );
}
