import { Button, Result, Skeleton } from 'antd';
import { useWords } from '../words';

/** Placeholder for data: grey lines, or the error with a button for another try. */
export function Loading({ error, reload, whole = false }: { error: Error | null; reload(): void; whole?: boolean }) {
  const { say } = useWords();
  if (!error)
    return (
      <div className={whole ? 'loading whole' : 'loading'} aria-busy="true">
        <Skeleton active paragraph={{ rows: 6 }} />
      </div>
    );
  return (
    <Result
      status="warning"
      title={say('没有读到数据', 'This could not be read')}
      subTitle={error.message}
      extra={<Button onClick={reload}>{say('再试一次', 'Try again')}</Button>}
    />
  );
}
