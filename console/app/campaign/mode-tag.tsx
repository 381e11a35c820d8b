import { Tag } from 'antd';
import { useWords } from '../words';

/** Marks a rehearsal, so that it cannot be mistaken for a live campaign. */
export function ModeTag({ mode }: { mode: 'live' | 'rehearsal' }) {
  const { say } = useWords();
  return mode === 'live' ? (
    <Tag color="red">{say('正式', 'live')}</Tag>
  ) : (
    <Tag color="blue">{say('演练', 'rehearsal')}</Tag>
  );
}
