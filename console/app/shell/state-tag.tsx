import { Tag } from 'antd';
import { useWords } from '../words';
import { stateWord } from './state-words';

/** A state in a word, with its colour. */
export function StateTag({ noun, state }: { noun: Parameters<typeof stateWord>[0]; state: string }) {
  const { say } = useWords();
  const { word, tone } = stateWord(noun, state, say);
  return <Tag color={tone}>{word}</Tag>;
}
