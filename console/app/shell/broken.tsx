import { CloseCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { Notice } from '../parts/notice';
import { useWords } from '../words';

/** Shown for a page that failed, or whose file is gone after an update of the console. */
export function Broken() {
  const { say } = useWords();
  const error = useRouteError();
  return (
    <Notice
      icon={<CloseCircleOutlined />}
      title={say('页面出错了', 'This page failed')}
      about={error instanceof Error ? error.message : null}
    >
      <Button type="primary" onClick={() => location.reload()}>
        {say('重新载入', 'Load again')}
      </Button>
    </Notice>
  );
}
