import { Button, Card, Descriptions, Form, Input, Timeline } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Language } from '../../../domain/campaign/definition/definition';
import { DEED_NAMES, VOTE_NAMES, WAY_NAMES } from '../../../domain/list/list-names';
import { STEPS } from '../../../domain/list/steps';
import { download, send } from '../api';
import { useMe } from '../session';
import { FormDialog } from '../shell/form-dialog';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Helped, Lists, RowInFull } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { textOf, useWords } from '../words';
import { categoryName, pathOf } from './listing';
import { Standing } from './standing';
import { whyHeld, whyOut } from './why';

/** A row of a list: how it stands, what was done with it, and with a reason who it is. */
export function Component() {
  const { campaign = '', list: named = '', row: id } = useParams();
  const { data, error, reload } = useData<RowInFull>(`${pathOf(campaign, named)}/rows/${id}`);
  const { data: lists } = useData<Lists>(`/api/campaigns/${encodeURIComponent(campaign)}/lists`);
  const list = lists?.lists.find((one) => one.id === named);
  if (!data || !lists || !list) return <Loading error={error} reload={reload} />;
  return <Shown campaign={campaign} list={list} zone={lists.zone} {...data} />;
}

function Shown({
  campaign,
  list,
  zone,
  row,
  deeds,
}: RowInFull & { campaign: string; list: Lists['lists'][number]; zone: string }) {
  const { language, say } = useWords();
  const back = `/lists?campaign=${encodeURIComponent(campaign)}&list=${encodeURIComponent(list.id)}`;
  const yuan = (row.entitled ?? []).reduce((sum, { cash }) => sum + cash, 0) / 100;
  return (
    <>
      <PageHead title={`${row.shown} · ${row.unitName}`} about={<Link to={back}>{textOf(list.name, language)}</Link>} />
      <Card size="small" className="section">
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'category', label: say('类别', 'Category'), children: categoryName(list, row.category, language) },
            { key: 'heads', label: say('人数', 'Persons'), children: row.heads },
            { key: 'step', label: say('进度', 'Step'), children: <Standing row={row} /> },
            ...(row.entitled
              ? [{ key: 'due', label: say('应发', 'Entitled to'), children: say(`${yuan} 元`, `${yuan} yuan`) }]
              : []),
          ]}
        />
        <Person person={row.person} />
      </Card>
      <Card size="small" className="section" title={say('办理记录', 'What was done')}>
        <Timeline
          items={deeds.map(({ id, ...deed }) => ({
            key: id,
            content: <Deed deed={deed} zone={zone} path={`${pathOf(campaign, list.id)}/rows/${row.id}`} />,
          }))}
        />
      </Card>
    </>
  );
}

/** How somebody was contacted, or where visited. */
function wayOf(because: string, language: Language): string | undefined {
  const way = WAY_NAMES[because];
  return way && textOf(way, language);
}

function Deed({
  deed: { kind, at, by, because, reason, figures, photos },
  zone,
  path,
}: {
  deed: Omit<RowInFull['deeds'][number], 'id'>;
  zone: string;
  /** Of the row in the API. */
  path: string;
}) {
  const { language, say } = useWords();
  const name =
    kind in STEPS ? STEPS[kind as keyof typeof STEPS].past : (DEED_NAMES[kind] ?? { 'zh-CN': kind, en: kind });
  const why =
    because && (wayOf(because, language) ?? (kind === 'remove' ? whyOut : whyHeld)(because, language) ?? because);
  return (
    <>
      <strong>{textOf(name, language)}</strong> {by ?? say('系统', 'the system')}{' '}
      <span className="soft">{showTime(at, zone, language)}</span>
      {(why || reason) && <div>{[why, reason].filter(Boolean).join('：')}</div>}
      <Votes figures={figures} />
      {photos.map((photo, nth) => (
        <Photo key={photo} nth={nth + 1} path={`${path}/photos/${photo}`} />
      ))}
    </>
  );
}

/** What a residents' meeting has said of the row. */
function Votes({ figures }: Pick<RowInFull['deeds'][number], 'figures'>) {
  const { language } = useWords();
  const votes = Object.entries(VOTE_NAMES).flatMap(([id, name]) => {
    const figure = figures?.[id];
    return figure === undefined ? [] : [`${textOf(name, language)} ${figure}`];
  });
  return votes.length > 0 && <div>{votes.join(' · ')}</div>;
}

/** A photo that proves a deed: saved for who says why they look; the server notes every look. */
function Photo({ nth, path }: { nth: number; path: string }) {
  const { say } = useWords();
  const { can } = useMe();
  const [asking, setAsking] = useState(false);
  const name = say(`照片 ${nth}`, `Photo ${nth}`);
  if (!can('reveal-people')) return <div>{name}</div>;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {name}
      </Button>
      {asking && (
        <FormDialog<{ reason: string }>
          title={name}
          okText={say('下载', 'Download')}
          submit={({ reason }) => download(path, { reason })}
          onClose={() => setAsking(false)}
        >
          <Reason />
        </FormDialog>
      )}
    </>
  );
}

/** Why somebody looks at what tells who it is. */
function Reason() {
  const { say } = useWords();
  return (
    <Form.Item
      name="reason"
      label={say('原因（记入操作记录，不要写姓名）', 'Why, for the audit log, naming nobody')}
      rules={[{ required: true, min: 2, whitespace: true }]}
    >
      <Input maxLength={200} />
    </Form.Item>
  );
}

/** Who it is: masked until somebody says why they look; the server notes every look. */
function Person({ person }: { person: number }) {
  const { say } = useWords();
  const { can } = useMe();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<Helped['people'][number] | null>(null);
  if (shown)
    return (
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'name', label: say('姓名', 'Name'), children: shown.name },
          { key: 'id', label: say('身份证号', 'ID number'), children: shown.idNumber ?? '–' },
          { key: 'phone', label: say('电话', 'Telephone'), children: shown.phone ?? '–' },
          { key: 'address', label: say('住址', 'Address'), children: shown.address ?? '–' },
        ]}
      />
    );
  if (!can('reveal-people')) return null;
  return (
    <>
      <Button size="small" style={{ marginTop: 12 }} onClick={() => setAsking(true)}>
        {say('显示姓名和住址', 'Show name and address')}
      </Button>
      {asking && (
        <FormDialog<{ reason: string }>
          title={say('显示姓名和住址', 'Show name and address')}
          okText={say('显示', 'Show')}
          submit={async ({ reason }) => {
            const { people } = await send<Helped>('/api/people/helped/reveal', {
              people: [person],
              purpose: 'check',
              reason,
            });
            setShown(people[0] ?? null);
          }}
          onClose={() => setAsking(false)}
        >
          <Reason />
        </FormDialog>
      )}
    </>
  );
}
