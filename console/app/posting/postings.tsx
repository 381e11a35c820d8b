import { Button, Empty, Segmented, Statistic, Table } from 'antd';
import { Link } from 'react-router';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { statesOf, stateWord } from '../shell/state-words';
import type { ListedPosting, Postings } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { showDeadline } from '../when';
import { useWords } from '../words';

/** The board of postings: what hangs where, its sheet, and what came of it. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const [campaign, setCampaign] = useQuery('campaign');
  const [state, setState] = useQuery('state');
  const [lot, setLot] = useQuery('lot');
  const [after, setAfter] = useQuery('after');
  const query = new URLSearchParams({
    campaign: campaign ?? '',
    ...(state && { state }),
    ...(lot && { lot }),
    ...(after && { after }),
  });
  const { data, error, reload } = useData<Postings>(campaign ? `/api/postings?${query}` : null);
  const last = data?.postings.at(-1)?.id;
  return (
    <>
      <PageHead
        title={say('公示', 'Postings')}
        about={say(
          '各村公示了什么、有没有异议、结果如何。',
          'What hangs in each village, what was said, what came of it.',
        )}
        actions={
          can('post-list') && (
            <LinkButton
              type="primary"
              to={`/postings/new${campaign ? `?campaign=${encodeURIComponent(campaign)}` : ''}`}
            >
              {say('张榜公示', 'Post a list')}
            </LinkButton>
          )
        }
      />
      <div className="filters">
        <CampaignFilter
          value={campaign}
          onChange={(one) => {
            setAfter(null);
            setLot(null);
            setCampaign(one);
          }}
          all={say('请选择活动', 'Choose a campaign')}
        />
        <Segmented
          value={state ?? ''}
          onChange={(one) => {
            setAfter(null);
            setState(one || null);
          }}
          options={[
            { value: '', label: say('全部', 'All') },
            ...statesOf('posting').map((value) => ({ value, label: stateWord('posting', value, say).word })),
          ]}
        />
        {lot && (
          <Button
            onClick={() => {
              setAfter(null);
              setLot(null);
            }}
          >
            {say(`只看第 ${lot} 批 ✕`, `Only lot ${lot} ✕`)}
          </Button>
        )}
      </div>
      {!campaign ? (
        <Empty className="empty" description={say('先选一个活动。', 'Choose a campaign first.')} />
      ) : !data ? (
        <Loading error={error} reload={reload} />
      ) : data.postings.length === 0 ? (
        <Empty className="empty" description={say('没有公示。', 'No postings.')} />
      ) : (
        <>
          <div className="figures">
            <Statistic title={say('公示', 'Posted')} value={data.figures.posted} />
            <Statistic title={say('期内异议', 'Objections in time')} value={data.figures.objections} />
            <Statistic title={say('期后反映', 'Late')} value={data.figures.late} />
            <Statistic title={say('异议成立', 'Upheld')} value={data.figures.upheld} />
            <Statistic title={say('公示通过', 'Confirmed')} value={data.figures.confirmed} />
            <Statistic
              title={say('有张贴、期满照片的村', 'Boards with a photo of start, end')}
              value={say(
                `${data.figures.boardsAtStart}、${data.figures.boardsAtEnd} / ${data.figures.boards}`,
                `${data.figures.boardsAtStart}, ${data.figures.boardsAtEnd} / ${data.figures.boards}`,
              )}
            />
          </div>
          <Table<ListedPosting>
            rowKey="id"
            dataSource={data.postings}
            pagination={false}
            size="small"
            columns={[
              { title: say('村', 'Village'), render: (_, { id, name }) => <Link to={`/postings/${id}`}>{name}</Link> },
              {
                title: say('状态', 'State'),
                render: (_, { state: one, closesAt }) => (
                  <>
                    <StateTag noun="posting" state={one} />
                    <div className="only-narrow">{showDeadline(closesAt, data.zone, language)}</div>
                  </>
                ),
              },
              {
                title: say('公示到', 'Until'),
                responsive: ['sm'],
                render: (_, { closesAt }) => showDeadline(closesAt, data.zone, language),
              },
              { title: say('版本', 'Version'), dataIndex: 'version', align: 'right', responsive: ['md'] },
              { title: say('行', 'Rows'), dataIndex: 'rows', align: 'right' },
              { title: say('期内异议', 'Objections'), dataIndex: 'objections', align: 'right' },
              { title: say('推荐', 'Nominated'), dataIndex: 'nominations', align: 'right', responsive: ['md'] },
              { title: say('期后反映', 'Late'), dataIndex: 'complaints', align: 'right', responsive: ['md'] },
              {
                title: say('照片：张贴、期满', 'Photos: start, end'),
                responsive: ['md'],
                render: (_, { photos: { start, end } }) => `${start} · ${end}`,
              },
              {
                title: say('公示单', 'Sheet'),
                responsive: ['sm'],
                render: (_, one) => (
                  <a href={`/api/postings/${one.id}/sheet`} target="_blank" rel="noreferrer">
                    {say('打印', 'Print')}
                  </a>
                ),
              },
            ]}
          />
          {data.more && last !== undefined && (
            <Button className="section" onClick={() => setAfter(String(last))}>
              {say('下一页', 'Next page')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
