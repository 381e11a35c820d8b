import { Button, Card, Descriptions, Flex, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { useMe } from '../../session';
import { ActWithReason } from '../../shell/act-with-reason';
import { Loading } from '../../shell/loading';
import { PageHead } from '../../shell/page-head';
import { PlainTable } from '../../table/plain-table';
import type { KeyedRows, List, Lists, PaperInFull, TakenOver } from '../../types';
import { useData } from '../../use-data';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { categoryName, rowPage } from '../listing';
import { Compare } from './compare';
import { PaperState } from './papers';
import { KeyRow } from './row-form';
import { Sheets } from './sheets';

/** A list on paper: its rows are keyed here, and another person compares them with the paper. */
export function Component() {
  const { campaign = '', list: named = '', paper: id } = useParams();
  const { data, error, reload } = useData<PaperInFull>(`/api/papers/${id}`);
  const { data: lists } = useData<Lists>(`/api/campaigns/${encodeURIComponent(campaign)}/lists`);
  const list = lists?.lists.find((one) => one.id === named);
  if (!data || !lists || !list) return <Loading error={error} reload={reload} />;
  return <Shown {...data} list={list} zone={lists.zone} reload={reload} />;
}

interface Showing extends PaperInFull {
  list: List;
  zone: string;
  reload(): void;
}

function Shown(shown: Showing) {
  const { paper, list, zone, reload } = shown;
  const { language, say } = useWords();
  const { can } = useMe();
  const { state, closed, keyed } = paper;
  const [correcting, setCorrecting] = useState<PaperInFull['rows'][number] | null>(null);
  const back = `/lists?campaign=${encodeURIComponent(paper.campaign)}&list=${encodeURIComponent(list.id)}&tab=papers`;
  const mayKey = can('edit-lists') && (state === 'taken' || state === 'keyed');
  return (
    <>
      <PageHead
        title={say(`${paper.unitName}的纸质名单`, `The paper list of ${paper.unitName}`)}
        about={<Link to={back}>{textOf(list.name, language)}</Link>}
        tags={<PaperState {...paper} />}
      />
      <Card size="small" className="section">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'receipt', label: say('回执号', 'Receipt'), children: paper.receipt },
            {
              key: 'handed',
              label: say('交来时间', 'Handed over'),
              children: showTime(paper.handedOver, zone, language),
            },
            { key: 'rows', label: say('纸上 / 已录', 'On paper / keyed'), children: `${paper.rows} / ${keyed}` },
            { key: 'taken', label: say('收下', 'Taken by'), children: paper.takenBy },
            { key: 'keyed', label: say('录入', 'Keyed by'), children: paper.keyedBy },
            { key: 'compared', label: say('核对', 'Compared by'), children: paper.comparedBy },
          ]}
        />
        <Flex gap={8} wrap className="section">
          <Sheets paper={paper} />
          {can('steer-campaign') && closed && (
            <ActWithReason
              path={`/api/papers/${paper.id}/open`}
              button={say('锁定后允许录入', 'Let it be keyed after the lock')}
              title={say('为这份名单重新开放本轮', 'Open the round for this paper')}
              okText={say('开放', 'Open')}
              placeholder={say('例如：大雪封路，锁定前已交到乡镇', 'For example: the road was closed by snow')}
              said={say('已开放', 'Opened')}
              done={reload}
            />
          )}
          {mayKey && keyed === 0 && (
            <ActWithReason
              path={`/api/papers/${paper.id}/void`}
              button={say('作废', 'Void')}
              title={say('这份名单作废（村里会看到原因）', 'Declare the paper void (the village reads why)')}
              okText={say('作废', 'Void')}
              placeholder={say('例如：没有盖章', 'For example: it is not stamped')}
              said={say('已作废', 'It is void')}
              done={reload}
            />
          )}
        </Flex>
      </Card>
      {mayKey && !closed && <KeyRow {...shown} correcting={correcting} corrected={() => setCorrecting(null)} />}
      <Rows {...shown} correct={mayKey && !closed ? setCorrecting : null} />
      {mayKey && !closed && state === 'taken' && keyed > 0 && <AllKeyed paper={paper} reload={reload} />}
      {can('edit-lists') && state === 'keyed' && <Compare paper={paper} reload={reload} />}
    </>
  );
}

function AllKeyed({ paper, reload }: Pick<Showing, 'paper' | 'reload'>) {
  const { say } = useWords();
  const [submission] = useState(() => crypto.randomUUID());
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const press = async () => {
    setBusy(true);
    await send(`/api/papers/${paper.id}/rows`, { rows: [], whole: true, submission }).then(reload, (error: Error) =>
      setRefused(error.message),
    );
    setBusy(false);
  };
  return (
    <Flex gap={8} wrap align="center" className="section">
      <Button type="primary" loading={busy} onClick={press}>
        {say(`全部录完（${paper.keyed} 行）`, `These are all (${paper.keyed} rows)`)}
      </Button>
      {paper.keyed !== paper.rows && (
        <span className="soft">{say(`收据上写的是 ${paper.rows} 行。`, `The slip says ${paper.rows} rows.`)}</span>
      )}
      {refused && <span role="alert">{refused}</span>}
    </Flex>
  );
}

function Rows({
  paper,
  rows,
  fields,
  list,
  correct,
  reload,
}: Showing & { correct: ((row: PaperInFull['rows'][number]) => void) | null }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const labelOf = (field: string): string => {
    const found = fields.find(({ id }) => id === field);
    return found ? textOf(found.label, language) : say('类别', 'category');
  };
  const takeBack = ({ row, version }: PaperInFull['rows'][number]) =>
    send<KeyedRows>(`/api/papers/${paper.id}/rows`, {
      ...{ rows: [], gone: [{ row, version }], whole: false, submission: crypto.randomUUID() },
    }).then(
      ({ rows: [answer] = [] }) => {
        const [problem] = answer?.problems ?? [];
        if (problem) void message.error(problem.message);
        reload();
      },
      (error: Error) => void message.error(error.message),
    );
  const told = (value: string | number | boolean | null): string => (value === null ? '…' : String(value));
  return (
    <Card size="small" className="section" title={say('已录的行', 'Rows that are keyed')}>
      <PlainTable<PaperInFull['rows'][number]>
        rowKey={({ row }) => row}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        dataSource={rows}
        locale={{ emptyText: say('还没有录入。', 'Nothing is keyed yet.') }}
        columns={[
          {
            title: say('姓名', 'Name'),
            render: (_, { entry, shown }) => <Link to={rowPage(paper.campaign, list.id, entry)}>{shown}</Link>,
          },
          { title: say('类别', 'Category'), render: (_, { category }) => categoryName(list, category, language) },
          { title: say('人数', 'Persons'), dataIndex: 'heads', align: 'right' },
          { title: say('页', 'Sheet'), dataIndex: 'sheet', align: 'right' },
          {
            title: say('与村里手机报的不一致', 'Differs from the village’s phone'),
            render: (_, row) => (
              <>
                {row.differs
                  .map(({ field, kept, sent }) => `${labelOf(field)}: ${told(kept)} ≠ ${told(sent)}`)
                  .join(say('；', '; '))}
                {can('edit-lists') && row.differs.some(({ kept, sent }) => kept !== null || sent !== null) && (
                  <TakeOther paper={paper.id} row={row} reload={reload} />
                )}
              </>
            ),
          },
          ...(correct
            ? [
                {
                  title: '',
                  render: (_: unknown, row: PaperInFull['rows'][number]) =>
                    !row.later && (
                      <Flex gap={4}>
                        <Button size="small" onClick={() => correct(row)}>
                          {say('更正', 'Correct')}
                        </Button>
                        <Popconfirm
                          title={say('这一行录错了，从纸质名单中去掉？', 'Was this row keyed by mistake?')}
                          onConfirm={() => takeBack(row)}
                        >
                          <Button size="small">{say('去掉', 'Take back')}</Button>
                        </Popconfirm>
                      </Flex>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** What came second is taken over: the category, numbers and choices; names and texts are corrected by hand. */
function TakeOther({
  paper,
  row: { row, version, later },
  reload,
}: {
  paper: number;
  row: PaperInFull['rows'][number];
  reload(): void;
}) {
  const { say } = useWords();
  const { message } = useFeedback();
  const take = () =>
    send<TakenOver>(`/api/papers/${paper}/rows/${row}/take-other`, { version }).then(reload, (error: Error) =>
      message.error(error.message),
    );
  return (
    <Popconfirm
      title={
        later
          ? say('这一行改用村里手机报的？', 'Take over what the village’s phone says?')
          : say('这一行改用纸上写的？', 'Take over what the paper says?')
      }
      onConfirm={take}
    >
      <Button size="small" style={{ marginInlineStart: 8 }}>
        {later ? say('改用手机报的', 'Take the phone’s') : say('改用纸上写的', 'Take the paper’s')}
      </Button>
    </Popconfirm>
  );
}
