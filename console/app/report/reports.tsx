import { DownloadOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { percent, shareOf } from '../campaign/completeness';
import { countOf, type Show } from '../campaign/figures/unit-filter';
import { ModeTag } from '../campaign/mode-tag';
import { useMe } from '../session';
import { LinkButton } from '../shell/link-button';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import { StateTag } from '../shell/state-tag';
import { PlainTable } from '../table/plain-table';
import type { Board } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';
import { Contradictions } from './contradictions';
import { PeriodReport } from './period-report';

/** The figures of every campaign, linked to their records, and the reports as files. */
export function Component() {
  const { language, say } = useWords();
  const { can } = useMe();
  const { data, error, reload } = useData<Board>('/api/board');
  if (!data) return <Loading error={error} reload={reload} />;
  return (
    <>
      <PageHead
        title={say('报告', 'Reports')}
        about={say(
          '数字点开就是它的记录；Word 和 Excel 随时按现状写出。',
          'A figure leads to its records. Word and Excel are written as things stand now.',
        )}
      />
      {data.campaigns.length === 0 && (
        <Empty
          className="empty"
          description={say('还没有活动，先演练或新建一个。', 'No campaign yet: rehearse or begin one.')}
        >
          <LinkButton to="/campaigns">{say('去活动页', 'To the campaigns')}</LinkButton>
        </Empty>
      )}
      {data.campaigns.map(({ id, name, mode, state, stages }) => (
        <Card
          key={id}
          size="small"
          className="section"
          title={
            <Flex gap={8} align="center" wrap>
              <Typography.Title level={2}>
                <Link to={`/campaigns/${id}`}>{textOf(name, language)}</Link>
              </Typography.Title>
              <ModeTag mode={mode} /> <StateTag noun="campaign" state={state} />
            </Flex>
          }
          extra={
            can('export-reports') && (
              <Flex gap={8}>
                <PeriodReport campaign={id} />
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  href={`/api/campaigns/${encodeURIComponent(id)}/report.docx`}
                >
                  Word
                </Button>
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  href={`/api/campaigns/${encodeURIComponent(id)}/report.xlsx`}
                >
                  Excel
                </Button>
              </Flex>
            )
          }
        >
          <Contradictions campaign={id} />
          <PlainTable
            rowKey="id"
            pagination={false}
            dataSource={stages}
            columns={[
              {
                title: say('阶段', 'Stage'),
                dataIndex: 'name',
                render: (words: { 'zh-CN': string; en?: string }) => textOf(words, language),
              },
              {
                title: say('应报', 'Expected'),
                align: 'right',
                render: (_, stage) => <Figure campaign={id} stage={stage.id} show="all" value={stage.expected} />,
              },
              {
                title: say('按时', 'On time'),
                align: 'right',
                render: (_, stage) => <Figure campaign={id} stage={stage.id} show="on-time" value={stage.onTime} />,
              },
              {
                title: say('迟报', 'Late'),
                align: 'right',
                render: (_, stage) => <Figure campaign={id} stage={stage.id} show="late" value={stage.late} />,
              },
              {
                title: say('未报', 'Missing'),
                align: 'right',
                render: (_, stage) => (
                  <Figure campaign={id} stage={stage.id} show="missing" value={countOf('missing', stage)} />
                ),
              },
              { title: say('完成度', 'Completeness'), align: 'right', render: (_, stage) => percent(shareOf(stage)) },
            ]}
          />
        </Card>
      ))}
    </>
  );
}

/** A figure that links to its units. */
function Figure({ campaign, stage, show, value }: { campaign: string; stage: string; show: Show; value: number }) {
  const query = new URLSearchParams({ stage, ...(show !== 'all' && { show }) });
  return <Link to={`/campaigns/${encodeURIComponent(campaign)}?${query}#completeness`}>{value}</Link>;
}
