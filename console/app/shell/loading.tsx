import { LockOutlined } from '@ant-design/icons';
import { Button, Result, Skeleton } from 'antd';
import { Refusal } from '../api';
import { useWords } from '../words';

/**
 * Placeholder for data: grey lines, or the error with a button for another try; a page that the role may not see says
 * so.
 */
export function Loading({ error, reload, whole = false }: { error: Error | null; reload(): void; whole?: boolean }) {
  const { say } = useWords();
  if (!error)
    return (
      <div className={whole ? 'loading whole' : 'loading'} aria-busy="true">
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    );
  if (error instanceof Refusal && error.status === 403)
    return <Result icon={<LockOutlined />} title={say('没有权限', 'Not allowed')} subTitle={error.message} />;
  return (
    <Result
      status="warning"
      title={say('没有读到数据', 'This could not be read')}
      subTitle={error.message}
      extra={<Button onClick={reload}>{say('再试一次', 'Try again')}</Button>}
    />
  );
}
