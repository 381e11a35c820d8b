import { Result, Typography } from 'antd';
import { useWords } from '../words';
import { LinkButton } from './link-button';

export function Component() {
  const { say } = useWords();
  return (
    <Result
      status="404"
      title={<Typography.Title level={1}>{say('没有这个页面', 'There is no such page')}</Typography.Title>}
      extra={
        <LinkButton to="/" type="primary">
          {say('回到活动', 'To the campaigns')}
        </LinkButton>
      }
    />
  );
}
