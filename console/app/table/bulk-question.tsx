import { Flex, Input, Select } from 'antd';
import { useWords } from '../words';

/** What is said once for all rows of an act. */
export interface Said {
  reason: string;
  choice: string;
}

export interface Choice {
  value: string;
  label: string;
}

/** What is asked before an act is done with many rows: whether, why, and which of some answers. */
export function BulkQuestion({
  sure,
  choices,
  reason,
  onSay,
}: {
  sure: string;
  choices?: readonly Choice[] | undefined;
  /** Example of one; without it none is asked for. */
  reason?: string | undefined;
  onSay(part: Partial<Said>): void;
}) {
  const { say } = useWords();
  return (
    <Flex vertical gap={8}>
      <p>{sure}</p>
      {choices && (
        <Select<string>
          aria-label={say('结果', 'Outcome')}
          placeholder={say('选择结果', 'Choose an outcome')}
          options={[...choices]}
          onChange={(choice) => onSay({ choice })}
        />
      )}
      {reason && (
        <Input
          maxLength={200}
          placeholder={reason}
          aria-label={say('原因（不写姓名）', 'Reason (names nobody)')}
          onChange={({ target }) => onSay({ reason: target.value.trim() })}
        />
      )}
    </Flex>
  );
}
