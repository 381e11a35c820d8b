import { LockOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Refusal } from '../api';
import { Notice } from '../parts/notice';
import { useWords } from '../words';

/** Each another, as lines of a text are. */
const LINES = ['38%', '100%', '97%', '99%', '94%', '61%'];

/**
 * Placeholder for data: grey lines, or the error with a button for another try; a page that the role may not see says
 * so.
 */
export function Loading({ error, reload, whole = false }: { error: Error | null; reload(): void; whole?: boolean }) {
  const { say } = useWords();
  if (!error)
    return (
      <div className={whole ? 'loading whole' : 'loading'} aria-busy="true">
        {LINES.map((width) => (
          <div key={width} className="grey-line" style={{ width }} />
        ))}
      </div>
    );
  if (error instanceof Refusal && error.status === 403)
    return <Notice icon={<LockOutlined />} title={say('没有权限', 'Not allowed')} about={error.message} />;
  return (
    <Notice icon={<WarningOutlined />} title={say('没有读到数据', 'This could not be read')} about={error.message}>
      <Button onClick={reload}>{say('再试一次', 'Try again')}</Button>
    </Notice>
  );
}
