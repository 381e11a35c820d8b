import { Result } from 'antd';
import { LinkButton } from '../parts/link-button';
import { useWords } from '../words';

export function Component() {
  const { say } = useWords();
  return (
    <Result
      status="404"
      title={say('没有这个页面', 'There is no such page')}
      extra={
        <LinkButton to="/" type="primary">
          {say('回到活动', 'To the campaigns')}
        </LinkButton>
      }
    />
  );
}
