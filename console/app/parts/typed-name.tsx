import { Form, Input } from 'antd';
import { useWords } from '../words';

/** Id of its field. */
export const TYPED_NAME = 'typed-name';

/** The name of what is at stake, which is typed before an act that cannot be undone: a second Enter does not do it. */
export function TypedName({ name }: { name: string }) {
  const { say } = useWords();
  return (
    <Form.Item
      name="typed"
      htmlFor={TYPED_NAME}
      label={
        <span>
          {say('请输入活动名称以确认：', 'Type the name of the campaign to confirm: ')}
          <strong>{name}</strong>
        </span>
      }
      rules={[
        {
          validator: async (_, typed: string | undefined) => {
            if (typed?.trim() === name.trim()) return;
            throw new Error(say('与活动名称不一致', 'This is not its name'));
          },
        },
      ]}
      validateTrigger="onSubmit"
    >
      <Input id={TYPED_NAME} autoComplete="off" placeholder={name} />
    </Form.Item>
  );
}
