import { Button } from 'antd';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { isMadeForm } from '../../../domain/case/case-forms';
import { useWords } from '../words';
import { usePlaceWord } from './place-words';
import { ASIDES, type Aside, type Place } from './places';

/** Optional parts beside the steps: a template includes them, so a visit is not necessary. */
export function Asides({ definition, here, onGo }: { definition: Definition; here: Place; onGo(place: Place): void }) {
  const { say } = useWords();
  const placeWord = usePlaceWord();
  const amount: Record<Aside, string> = {
    forms: String(Object.keys(definition.forms).filter((name) => !isMadeForm(definition, name)).length),
    lists: String(Object.keys(definition.lists).length),
    standards: String(definition.standards.length),
    ledger: String(Object.keys(definition.purses).length + Object.keys(definition.items).length),
    warnings: definition.warnings ? say('响应', 'on') : say('不响应', 'off'),
  };
  return (
    <nav className="asides" aria-label={say('按需修改', 'If need be')}>
      <span className="soft">{say('按需修改：', 'If need be:')}</span>
      {ASIDES.map((aside) => (
        <Button
          key={aside}
          size="small"
          type={here === aside ? 'primary' : 'default'}
          aria-current={here === aside ? 'page' : undefined}
          onClick={() => onGo(aside)}
        >
          {placeWord(aside)} · {amount[aside]}
        </Button>
      ))}
    </nav>
  );
}
