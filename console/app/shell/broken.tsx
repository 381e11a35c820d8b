import { Button, Result, Typography } from 'antd';
import { useRouteError } from 'react-router';
import { useWords } from '../words';

/** Shown for a page that failed, or whose file is gone after an update of the console. */
export function Broken() {
  const { say } = useWords();
  const error = useRouteError();
  return (
    <Result
      status="error"
      title={<Typography.Title level={1}>{say('页面出错了', 'This page failed')}</Typography.Title>}
      subTitle={error instanceof Error ? error.message : null}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {say('重新载入', 'Load again')}
        </Button>
      }
    />
  );
}
