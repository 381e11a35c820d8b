import { dutyName } from '../../people/duty-words';
import { Callable } from '../../round/callable';
import { ShowPeople, useReveal } from '../../shell/reveal';
import type { AlertUnit } from '../../types';
import { useWords } from '../../words';

/** Whom to ring at a unit: masked until they are shown, then one tap rings. */
export function UnitPeople({ people }: Pick<AlertUnit, 'people'>) {
  const { say } = useWords();
  const { shown } = useReveal();
  if (people.length === 0) return <span className="soft">{say('没有联系人', 'nobody to ring')}</span>;
  return (
    <div className="unit-people">
      {people.map((person) => (
        <div key={`${person.id} ${person.role}`}>
          <span className="soft">{dutyName(person.role, say)}</span>{' '}
          <Callable masked={person} inFull={shown.get(person.id)} />
        </div>
      ))}
      <ShowPeople
        wanted={{ purpose: 'call', people: people.map(({ id }) => id) }}
        label={say('显示号码', 'Show the number')}
      />
    </div>
  );
}
