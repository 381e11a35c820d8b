import { Link } from 'react-router';
import { GAPS } from '../../../domain/table/shapes/register';
import { PageHead } from '../shell/page-head';
import { DataTable } from '../table/data-table';
import type { GapRow } from '../types';
import { useWords } from '../words';

/** Places whose contact is missing or cannot be reached: nothing that is sent arrives there. */
export function Component() {
  const { say } = useWords();
  return (
    <>
      <PageHead
        title={say('没有联系人的地区', 'Places without a contact')}
        about={say(
          '没有联络人，或者手机和邮箱都不能用：任务和催报到不了那里。',
          'Nobody is the contact, or neither number nor address works: no task and no reminder arrives there.',
        )}
        actions={<Link to="/register">{say('回到名册', 'Back to the register')}</Link>}
      />
      <DataTable<GapRow>
        shape={GAPS}
        rowKey="code"
        renders={{
          name: ({ code, name }) => <Link to={`/register?place=${encodeURIComponent(code)}`}>{name}</Link>,
        }}
        empty={say('每个地方都有能联系上的人。', 'Somebody can be reached everywhere.')}
      />
    </>
  );
}
