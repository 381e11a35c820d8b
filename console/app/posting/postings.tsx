import { Statistic } from 'antd';
import { Link } from 'react-router';
import { POSTINGS } from '../../../domain/table/shapes/matters';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { DataTable } from '../table/data-table';
import type { PostingRow, Postings } from '../types';
import { useData } from '../use-data';
import { useQuery } from '../use-query';
import { showDeadline } from '../when';
import { useWords } from '../words';

/** The board of postings: what hangs where, its sheet, and what came of it. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const [campaign] = useQuery('campaign');
  const query = new URLSearchParams({ campaign: campaign ?? '', limit: '1' });
  const { data } = useData<Postings>(campaign ? `/api/postings?${query.toString()}` : null);
  return (
    <>
      <PageHead
        title={say('公示', 'Postings')}
        term="posting"
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
      {data && (
        <div className="statistics">
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
      )}
      <DataTable<PostingRow>
        shape={POSTINGS}
        rowKey="id"
        filters={{
          campaign: ({ value, onChange }) => (
            <CampaignFilter value={value} onChange={onChange} all={say('全部活动', 'All campaigns')} />
          ),
        }}
        renders={{
          name: ({ id, name }) => <Link to={`/postings/${id}`}>{name}</Link>,
          state: ({ state }) => <StateTag noun="posting" state={state} />,
          closesAt: ({ closesAt, zone }) => showDeadline(closesAt, zone, language),
        }}
        acts={({ id }) => (
          <a href={`/api/postings/${id}/sheet`} target="_blank" rel="noreferrer">
            {say('打印', 'Print')}
          </a>
        )}
        empty={say('没有公示。', 'No postings.')}
      />
    </>
  );
}
