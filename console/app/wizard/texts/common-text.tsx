import { Button, Flex } from 'antd';
import { useWords } from '../../words';
import { textInWords } from './text-in-words';

/** The shared text of a message, beside one of the campaign's own, and the way back to it. */
export function CommonText({ own, common, onBack }: { own: string; common: string; onBack(): void }) {
  const { language, say } = useWords();
  if (own === common) return null;
  return (
    <details className="soft">
      <summary>{say('与通用文字不同', 'Differs from the common text')}</summary>
      <Flex vertical gap={6} align="flex-start">
        <div className="sms-bubble">{textInWords(common, language)}</div>
        <Button size="small" onClick={onBack}>
          {say('改回通用文字', 'Back to the common text')}
        </Button>
      </Flex>
    </details>
  );
}
