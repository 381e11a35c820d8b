import { Alert, Button } from 'antd';
import { pathInWords } from '../../../domain/campaign/definition/path-words';
import { textOf, useWords } from '../words';
import type { Draft } from './draft';
import { usePlaceWord } from './place-words';
import { type Place, placeOf } from './places';

/** The server's problems with the draft, each with a link to the place that corrects it. */
export function ProblemList({
  problems,
  here,
  onGo,
}: {
  problems: Draft['problems'];
  here: Place;
  onGo(place: Place): void;
}) {
  const { language, say } = useWords();
  const placeWord = usePlaceWord();
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 12 }}
      title={say('请改正：', 'Please correct:')}
      description={
        <ul className="problems">
          {problems.map(({ field, message }) => {
            const place = placeOf(field);
            return (
              <li key={`${field} ${message}`}>
                {[field && textOf(pathInWords(field), language), message].filter(Boolean).join(say('：', ': '))}
                {place && place !== here && (
                  <Button type="link" size="small" onClick={() => onGo(place)}>
                    {say(`去“${placeWord(place)}”`, `Go to “${placeWord(place)}”`)}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
