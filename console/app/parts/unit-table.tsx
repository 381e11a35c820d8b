import { Flex, Switch, Table, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Progress, Unit, Units } from '../types';
import { useLiveData } from '../use-data';
import { showTime } from '../when';
import { useWords } from '../words';
import { Loading } from './loading';
import { StateTag } from './state-tag';
import { levelWord, stateWord } from './state-words';

interface Shown {
  progress: Progress;
  under: string;
  stage: string;
  view: 'table' | 'heat';
  news: number;
  /** There is nothing but units below this region. */
  alone: boolean;
}

/** The units right below a region: reported when, or why not, and what happens next to those that are silent. */
export function UnitTable({ progress, under, stage, view, news, alone }: Shown) {
  const { say } = useWords();
  const { data, error, reload } = useLiveData<Units>(
    `/api/campaigns/${encodeURIComponent(progress.id)}/units?under=${encodeURIComponent(under)}`,
    news,
  );
  const [missingOnly, setMissingOnly] = useState(false);
  if (!data) return <Loading error={error} reload={reload} />;
  const units = data.units.filter((unit) => unit.stage === stage && (!missingOnly || unit.reportedAt === null));
  if (units.length === 0 && !alone) return null;
  return (
    <>
      <Flex gap={8} align="center" className="section">
        <Switch
          size="small"
          checked={missingOnly}
          onChange={setMissingOnly}
          aria-label={say('只看未报的', 'Missing only')}
        />
        <span>{say('只看未报的', 'Missing only')}</span>
      </Flex>
      {view === 'heat' ? <UnitHeat units={units} /> : <Rows units={units} progress={progress} />}
      {data.more && (
        <Typography.Paragraph type="secondary">{say('只列出前 600 个。', 'The first 600 only.')}</Typography.Paragraph>
      )}
    </>
  );
}

function UnitHeat({ units }: { units: Unit[] }) {
  const { say } = useWords();
  return (
    <ul className="heat">
      {units.map((unit) => {
        const { word } =
          unit.reason === null
            ? { word: unit.late ? say('迟报', 'late') : say('已报', 'reported') }
            : stateWord('reason', unit.reason, say);
        const colour = unit.reason !== null ? 'rgb(252 165 165)' : unit.late ? 'rgb(253 230 138)' : 'rgb(134 239 172)';
        return (
          <li key={`${unit.code} ${unit.key}`} className="cell" style={{ background: colour }}>
            <span className="name">{unit.name}</span>
            <span className="value">{word}</span>
          </li>
        );
      })}
    </ul>
  );
}

function Rows({ units, progress: { id, zone, stages } }: { units: Unit[]; progress: Progress }) {
  const { language, say } = useWords();
  const several = (stages.find((stage) => stage.id === units[0]?.stage)?.rounds.length ?? 1) > 1;
  return (
    <Table<Unit>
      rowKey={({ code, key }) => `${code} ${key}`}
      size="small"
      dataSource={units}
      pagination={units.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 720 }}
      columns={[
        { title: say('单位', 'Unit'), dataIndex: 'name' },
        ...(several ? [{ title: say('任务', 'Round'), dataIndex: 'key' }] : []),
        {
          title: say('情况', 'State'),
          render: (_: unknown, { reason, late }: Unit) =>
            reason === null ? (
              late ? (
                say('迟报', 'late')
              ) : (
                say('准时', 'on time')
              )
            ) : (
              <StateTag noun="reason" state={reason} />
            ),
        },
        {
          title: say('报送', 'Reported'),
          dataIndex: 'reportedAt',
          render: (at: string | null, { receipt }: Unit) =>
            at && (
              <>
                {showTime(at, zone, language)} <span className="code">{receipt}</span>
              </>
            ),
        },
        {
          title: say('已发消息', 'Told'),
          render: (_: unknown, { told, toldAt, code }: Unit) => (
            <Link to={`/messages?campaign=${encodeURIComponent(id)}&region=${encodeURIComponent(code)}`}>
              {told === 0 ? '—' : `${told} × ${toldAt ? `(${showTime(toldAt, zone, language)})` : ''}`}
            </Link>
          ),
        },
        {
          title: say('下一步', 'Next'),
          dataIndex: 'next',
          render: (next: Unit['next']) =>
            next &&
            `${stateWord('rung', next.kind, say).word} → ${levelWord(next.up, say)}, ${showTime(next.at, zone, language)}`,
        },
      ]}
    />
  );
}
