import { QuestionCircleOutlined } from '@ant-design/icons';
import { Notice } from '../parts/notice';
import { useWords } from '../words';
import { LinkButton } from './link-button';

export function Component() {
  const { say } = useWords();
  return (
    <Notice icon={<QuestionCircleOutlined />} title={say('没有这个页面', 'There is no such page')}>
      <LinkButton to="/" type="primary">
        {say('回到活动', 'To the campaigns')}
      </LinkButton>
    </Notice>
  );
}
