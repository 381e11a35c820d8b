import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useWords } from '../../words';

/** @returns the list with one part moved */
export function moved<Part>(parts: readonly Part[], from: number, to: number): Part[] {
  const rest = parts.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...parts.slice(from, from + 1), ...rest.slice(to)];
}

/** Actions on a whole part. */
export function PartActions({
  index,
  count,
  kept,
  onMove,
  onRemove,
}: {
  index: number;
  count: number;
  /** Why it cannot be removed; null when it can. */
  kept: string | null;
  onMove(to: number): void;
  onRemove(): void;
}) {
  const { say } = useWords();
  return (
    <Flex gap={8} wrap align="center">
      <Button size="small" icon={<ArrowUpOutlined />} disabled={index === 0} onClick={() => onMove(index - 1)}>
        {say('前移', 'Earlier')}
      </Button>
      <Button
        size="small"
        icon={<ArrowDownOutlined />}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      >
        {say('后移', 'Later')}
      </Button>
      <Button size="small" danger icon={<DeleteOutlined />} disabled={kept !== null} onClick={onRemove}>
        {say('删去', 'Remove')}
      </Button>
      {kept && <span className="soft">{kept}</span>}
    </Flex>
  );
}
