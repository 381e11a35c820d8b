import { Alert, Button, Flex } from 'antd';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useMe } from '../session';
import type { Replies } from '../types';
import { useData } from '../use-data';
import { showTime } from '../when';
import { useWords } from '../words';

/** Replies by SMS that could not be handled; hidden when there are none. */
export function DeadReplies() {
  const { language, say } = useWords();
  const { can } = useMe();
  const { message } = useFeedback();
  const { data, reload } = useData<Replies>('/api/replies/dead');
  const again = async (id: number) => {
    try {
      await send(`/api/replies/${id}/again`, {});
      void message.success(say('马上再处理一次', 'It is handled once more'));
    } catch (error) {
      void message.error((error as Error).message);
    }
    reload();
  };
  return data?.replies.map(({ id, places, receivedAt, attempts, problem }) => (
    <Alert
      key={id}
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={say('有一条短信回复处理不了', 'A reply by SMS could not be handled')}
      description={
        <Flex justify="space-between" align="center" gap={8} wrap>
          <span>
            {places.join('、') || say('号码不在名册中', 'The number is not in the register')} ·{' '}
            {showTime(receivedAt, null, language)} ·{' '}
            {say(`试了 ${attempts} 次：${problem}`, `tried ${attempts} times: ${problem}`)}
          </span>
          {can('resend-message') && (
            <Button size="small" onClick={() => void again(id)}>
              {say('再处理一次', 'Try again')}
            </Button>
          )}
        </Flex>
      }
    />
  ));
}
