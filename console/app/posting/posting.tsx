import { Button, Card, Descriptions, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { send } from '../api';
import { useMe } from '../session';
import { ActWithReason } from '../shell/act-with-reason';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { PlainTable } from '../table/plain-table';
import type { OnePosting } from '../types';
import { useData } from '../use-data';
import { showDeadline, showTime } from '../when';
import { textOf, useWords } from '../words';
import { BoardPhotos } from './board-photos';
import { Hear } from './hear';
import { Refused } from './refused';

/** What hangs in one village: its rows, what was said, its photos, and what can be done with it. */
export function Component() {
  const { posting: number = '' } = useParams();
  const { language } = useWords();
  const { data, error, reload } = useData<OnePosting>(`/api/postings/${encodeURIComponent(number)}`);
  if (!data) return <Loading error={error} reload={reload} />;
  const { campaign, content, state } = data;
  const board = `/postings?campaign=${encodeURIComponent(campaign)}`;
  return (
    <>
      <PageHead
        title={content.village}
        tags={<StateTag noun="posting" state={state} />}
        about={<Link to={board}>{textOf(content.title, language)}</Link>}
        actions={<Acts posting={data} reload={reload} />}
      />
      <Facts posting={data} />
      <Rows content={content} />
      <BoardPhotos posting={data} reload={reload} />
    </>
  );
}

function Acts({ posting, reload }: { posting: OnePosting; reload(): void }) {
  const { say } = useWords();
  const { can } = useMe();
  const [hearing, setHearing] = useState(false);
  const [refused, setRefused] = useState<Error | null>(null);
  const { id, state, closesAt, now } = posting;
  const path = `/api/postings/${id}`;
  const mayEnd = can('post-list') && state === 'open';
  const close = () => send(`${path}/close`, {}).then(reload, setRefused);
  return (
    <>
      <Button href={`${path}/print`} download>
        {say('公示表（Word）', 'Sheet (Word)')}
      </Button>
      <Button href={`${path}/sheet`} target="_blank" rel="noreferrer">
        {say('打印公示单', 'Print the sheet')}
      </Button>
      {can('open-case') && (
        <Button type="primary" onClick={() => setHearing(true)}>
          {say('登记异议', 'Take an objection')}
        </Button>
      )}
      {mayEnd && now >= closesAt && (
        <Popconfirm
          title={say('结束这一批公示？', 'End the postings of this lot?')}
          description={say('没有异议的行办完公示这一步。', 'Rows without an objection go on.')}
          okText={say('结束', 'End')}
          onConfirm={close}
        >
          <Button>{say('公示期满，结束', 'The last day is over: end')}</Button>
        </Popconfirm>
      )}
      {mayEnd && now < closesAt && (
        <ActWithReason
          path={`${path}/withdraw`}
          button={say('撤下', 'Take down')}
          size="middle"
          title={say('撤下这份公示，这些行退到公示之前', 'Take it down: its rows stand before the posting again')}
          okText={say('撤下', 'Take down')}
          placeholder={say('例如：类别名称印错', 'For example: a label is wrong')}
          said={say('已撤下，改正后可重新公示', 'It is down; correct it, and post again')}
          done={reload}
        />
      )}
      {refused && <Refused error={refused} />}
      {hearing && (
        <Hear
          posting={posting}
          onClose={(done) => {
            setHearing(false);
            if (done) reload();
          }}
        />
      )}
    </>
  );
}

function Facts({ posting }: { posting: OnePosting }) {
  const { language, say } = useWords();
  const { id, campaign, lot, version, opensAt, closesAt, zone, digest, address, supersededBy } = posting;
  const { objections, complaints, nominations } = posting;
  const cases = `/cases?campaign=${encodeURIComponent(campaign)}&posting=${id}`;
  const facts = [
    {
      key: 'term',
      label: say('公示时间', 'Posted'),
      children: `${showTime(opensAt, zone, language)} – ${showDeadline(closesAt, zone, language)}`,
    },
    { key: 'version', label: say('批次、版本', 'Lot, version'), children: `${lot} · ${version}` },
    supersededBy && {
      key: 'next',
      label: say('新版', 'Next version'),
      children: <Link to={`/postings/${supersededBy}`}>{supersededBy}</Link>,
    },
    {
      key: 'said',
      label: say('异议和反映', 'What was said'),
      children: (
        <Link to={cases}>
          {say(
            `期内异议 ${objections}，推荐 ${nominations}，期后反映 ${complaints}`,
            `objections in time: ${objections}, nominations: ${nominations}, late: ${complaints}`,
          )}
        </Link>
      ),
    },
    { key: 'digest', label: say('核对码', 'Digest'), children: <code>{digest.slice(0, 8)}</code> },
    {
      key: 'address',
      label: say('公示页（二维码）', 'Public page (the code)'),
      children: (
        <Typography.Link
          href={address}
          target="_blank"
          rel="noreferrer"
          copyable={{ text: address }}
          className="address"
        >
          {address}
        </Typography.Link>
      ),
    },
  ].filter((fact) => !!fact);
  return (
    <Card size="small" className="section">
      <Descriptions size="small" column={1} items={facts} />
    </Card>
  );
}

type Line = OnePosting['content']['parts'][number]['rows'][number] & { label: string; standard: string | null };

/** The rows as they hang; of a category that is only counted there are none. */
function Rows({ content: { parts } }: Pick<OnePosting, 'content'>) {
  const { language, say } = useWords();
  const counted = parts.filter(({ rows }) => rows.length === 0);
  const lines = parts.flatMap(({ rows, label, standard }): Line[] =>
    rows.map((row) => ({
      ...row,
      label: textOf(label, language),
      standard: standard && textOf(standard, language),
    })),
  );
  return (
    <Card size="small" className="section" title={say('公示的内容', 'What hangs')}>
      {lines.length > 0 && (
        <PlainTable<Line>
          rowKey="number"
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={lines}
          columns={[
            { title: say('序号', 'No.'), dataIndex: 'number', width: 64 },
            { title: say('姓名', 'Name'), dataIndex: 'name' },
            ...(lines.some(({ group }) => group !== null)
              ? [{ title: say('组', 'Group'), dataIndex: 'group' as const }]
              : []),
            { title: say('类别', 'Category'), dataIndex: 'label' },
            { title: say('人口', 'Persons'), dataIndex: 'heads', align: 'right' },
            { title: say('拟救助标准', 'Standard'), dataIndex: 'standard', responsive: ['sm'] },
          ]}
        />
      )}
      {counted.map(({ category, label, count, unit }) => (
        <p key={category}>
          {textOf(label, language)} {count} {textOf(unit, language)}
          <span className="soft"> {say('（只公示数量）', '(only the number is posted)')}</span>
        </p>
      ))}
    </Card>
  );
}
