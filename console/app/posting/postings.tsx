import { Button, Empty, Segmented, Statistic, Table, Tag } from 'antd';
import { CampaignFilter } from '../campaign/campaign-filter';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { ListedPosting, Postings } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { useWords } from '../words';

/** The board of postings: what hangs where, its sheet, and what came of it. */
export function Component() {
  const { say } = useWords();
  const [campaign, setCampaign] = useQuery('campaign');
  const [state, setState] = useQuery('state');
  const [after, setAfter] = useQuery('after');
  const states: Record<ListedPosting['state'], string> = {
    open: say('公示中', 'Hangs'),
    closed: say('已结束', 'Over'),
    superseded: say('已换新版', 'Superseded'),
    withdrawn: say('已撤下', 'Taken down'),
  };
  const query = new URLSearchParams({ campaign: campaign ?? '', ...(state && { state }), ...(after && { after }) });
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
      />
      <div className="filters">
        <CampaignFilter
          value={campaign}
          onChange={(one) => {
            setAfter(null);
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
            ...Object.entries(states).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      {!campaign ? (
        <Empty className="empty" description={say('先选一个活动。', 'Choose a campaign first.')} />
      ) : !data ? (
        <Loading error={error} reload={reload} />
      ) : data.postings.length === 0 ? (
        <Empty className="empty" description={say('没有公示。', 'No postings.')} />
      ) : (
        <>
          <div className="filters">
            <Statistic title={say('公示', 'Posted')} value={data.figures.posted} />
            <Statistic title={say('期内异议', 'Objections in time')} value={data.figures.objections} />
            <Statistic title={say('期后反映', 'Late')} value={data.figures.late} />
            <Statistic title={say('异议成立', 'Upheld')} value={data.figures.upheld} />
            <Statistic title={say('公示通过', 'Confirmed')} value={data.figures.confirmed} />
          </div>
          <Table<ListedPosting>
            rowKey="id"
            dataSource={data.postings}
            pagination={false}
            columns={[
              { title: say('村', 'Village'), dataIndex: 'name' },
              { title: say('状态', 'State'), render: (_, one) => <Tag>{states[one.state]}</Tag> },
              { title: say('版本', 'Version'), dataIndex: 'version' },
              { title: say('户数', 'Rows'), dataIndex: 'rows' },
              { title: say('期内异议', 'Objections'), dataIndex: 'objections' },
              { title: say('期后反映', 'Late'), dataIndex: 'complaints' },
              { title: say('照片', 'Photos'), dataIndex: 'photos' },
              {
                title: say('公示单', 'Sheet'),
                render: (_, one) => (
                  <a href={`/api/postings/${one.id}/sheet`} target="_blank" rel="noreferrer">
                    {say('打开打印', 'Open and print')}
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
