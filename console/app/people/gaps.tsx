import { Alert, Card, Table } from 'antd';
import { Link } from 'react-router';
import { useKinds } from '../kinds';
import { Loading } from '../shell/loading';
import { PageHead } from '../shell/page-head';
import type { Gaps } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

type Gap = Gaps['gaps'][number];

/** Places whose contact is missing or cannot be reached: nothing that is sent arrives there. */
export function Component() {
  const { say } = useWords();
  const { nameOf } = useKinds();
  const { data, error, reload } = useData<Gaps>('/api/register/gaps');
  if (!data) return <Loading error={error} reload={reload} />;
  const { gaps, more } = data;
  const words = { nobody: say('没有联络人', 'no contact'), unreachable: say('联系不上', 'cannot be reached') };
  return (
    <>
      <PageHead
        title={say(`没有联系人的地区（${gaps.length + more}）`, `Places without a contact (${gaps.length + more})`)}
        about={say(
          '没有联络人，或者手机和邮箱都不能用：任务和催报到不了那里。',
          'Nobody is the contact, or neither number nor address works: no task and no reminder arrives there.',
        )}
        actions={<Link to="/register">{say('回到名册', 'Back to the register')}</Link>}
      />
      <Card size="small" className="section">
        {more > 0 && (
          <Alert type="info" title={say(`这里只列出前 ${gaps.length} 个。`, `The first ${gaps.length} are shown.`)} />
        )}
        {gaps.length === 0 && <p>{say('每个地方都有能联系上的人。', 'Somebody can be reached everywhere.')}</p>}
        {gaps.length > 0 && (
          <Table<Gap>
            rowKey="code"
            size="small"
            dataSource={gaps}
            scroll={{ x: 520 }}
            pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
            columns={[
              {
                title: say('地区', 'Region'),
                dataIndex: 'name',
                render: (name: string, { code }) => (
                  <Link to={`/register?place=${encodeURIComponent(code)}`}>{name}</Link>
                ),
              },
              { title: say('上级', 'Superior'), dataIndex: 'above' },
              { title: say('类型', 'Kind'), dataIndex: 'kind', render: nameOf },
              {
                title: say('情况', 'Why'),
                dataIndex: 'why',
                filters: (['nobody', 'unreachable'] as const).map((value) => ({ value, text: words[value] })),
                onFilter: (value, { why }) => why === value,
                render: (why: Gap['why']) => words[why],
              },
            ]}
          />
        )}
      </Card>
    </>
  );
}
