import { Card, Descriptions, Timeline } from 'antd';
import { Link, useParams } from 'react-router';
import type { Language } from '../../../../domain/campaign/definition/definition';
import { DEED_NAMES, VOTE_NAMES, WAY_NAMES } from '../../../../domain/list/list-names';
import { STEPS } from '../../../../domain/list/steps';
import { HandOver } from '../../ledger/delivery/hand-over';
import { useMe } from '../../session';
import { Loading } from '../../shell/loading';
import { PageHead } from '../../shell/page-head';
import type { Lists, RowInFull } from '../../types';
import { useData } from '../../use-data';
import { showTime } from '../../when';
import { textOf, useWords } from '../../words';
import { categoryName, pathOf } from '../listing';
import { Standing } from '../standing';
import { whyHeld, whyOut } from '../why';
import { Household } from './household';
import { Person, Photo } from './reveal';

/** A row of a list: how it stands, what was done with it, and with a reason who it is. */
export function Component() {
  const { campaign = '', list: named = '', row: id } = useParams();
  const { data, error, reload } = useData<RowInFull>(`${pathOf(campaign, named)}/rows/${id}`);
  const { data: lists } = useData<Lists>(`/api/campaigns/${encodeURIComponent(campaign)}/lists`);
  const list = lists?.lists.find((one) => one.id === named);
  if (!data || !lists || !list) return <Loading error={error} reload={reload} />;
  return <Shown campaign={campaign} list={list} zone={lists.zone} reload={reload} {...data} />;
}

function Shown({
  campaign,
  list,
  zone,
  row,
  members,
  deeds,
  reload,
}: RowInFull & { campaign: string; list: Lists['lists'][number]; zone: string; reload(): void }) {
  const { language, say } = useWords();
  const { can } = useMe();
  const back = `/lists?campaign=${encodeURIComponent(campaign)}&list=${encodeURIComponent(list.id)}`;
  const waits = row.state !== 'out' && list.track.indexOf(row.step) < list.track.indexOf('deliver');
  const due = useDue(row.entitled ?? []);
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
            ...(row.entitled ? [{ key: 'due', label: say('应发', 'Entitled to'), children: due }] : []),
          ]}
        />
        <Person person={row.person} />
      </Card>
      {members.length > 0 && <Household members={members} reload={reload} />}
      {waits && can('keep-ledger') && <HandOver campaign={campaign} list={list.id} row={row} onDone={reload} />}
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

/** @returns what a row is entitled to: money, and goods with their units */
function useDue(entitled: NonNullable<RowInFull['row']['entitled']>): string {
  const { language, say } = useWords();
  const yuan = entitled.reduce((sum, { cash }) => sum + cash, 0) / 100;
  const goods = entitled
    .flatMap((one) => one.goods)
    .map(({ name, quantity, unit }) => `${textOf(name, language)} ${quantity} ${textOf(unit, language)}`);
  return [...(yuan === 0 && goods.length > 0 ? [] : [say(`${yuan} 元`, `${yuan} yuan`)]), ...goods].join(' + ');
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
