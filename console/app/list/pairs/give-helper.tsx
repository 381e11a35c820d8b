import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { FormDialog } from '../../shell/form-dialog';
import type { Helpers, Pair, Paired } from '../../types';
import { useData } from '../../use-data';
import { useWords } from '../../words';

interface Values {
  post?: number;
  reason?: string;
}

/** Ends the pairs instead of giving a helper. */
const NOBODY = 0;

/** Gives rows a helper, or another one, or ends their pairs; with a reason where they have one. */
export function GiveHelper({
  path,
  rows,
  onClose,
}: {
  path: string;
  rows: readonly Pair[];
  onClose(done: boolean): void;
}) {
  const { say } = useWords();
  const [words, setWords] = useState('');
  const [submission] = useState(() => crypto.randomUUID());
  const { data } = useData<Helpers>(`${path}/helpers?words=${encodeURIComponent(words)}`);
  const helpers = data?.helpers ?? [];
  const had = rows.some(({ helper }) => helper !== null);
  const give = ({ post, reason }: Values) => {
    const found = helpers.find(({ id }) => id === post);
    const helper = found ? { unit: found.unit, post: found.post } : null;
    const pairs = rows.map(({ id, version }) => ({ row: id, version, helper }));
    return send<Paired>(path, { submission, pairs, ...(reason && { reason }) });
  };
  return (
    <FormDialog<Values>
      title={say(`结对：${rows.length} 行`, `Pairs: ${rows.length} rows`)}
      okText={say('确定', 'Pair')}
      done={say('已办理', 'Done')}
      submit={give}
      onClose={onClose}
    >
      <Form.Item
        name="post"
        label={say(
          '帮扶岗位（输入单位名称或岗位查找）',
          'Post that helps: search by the name of its unit, or the post',
        )}
        rules={[{ required: true }]}
      >
        <Select
          showSearch
          filterOption={false}
          onSearch={setWords}
          options={[
            ...helpers.map(({ id, unitName, post, holder, pairs }) => ({
              value: id,
              label: say(
                `${unitName} ${post} ${holder ?? ''}（${pairs} 对）`,
                `${unitName} ${post} ${holder ?? ''} (${pairs})`,
              ),
            })),
            ...(had ? [{ value: NOBODY, label: say('解除结对', 'End the pair') }] : []),
          ]}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('原因（更换或解除时必填）', 'Why; needed for a change')}
        rules={[{ required: had, min: 2, whitespace: true }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
