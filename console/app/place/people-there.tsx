import { dutyName } from '../people/duty-words';
import { Callable } from '../round/callable';
import { ShowPeople, useReveal } from '../shell/reveal';
import type { PlaceRecord } from '../types';
import { useWords } from '../words';

/** Whom to ring: masked, and in full with a reason. */
export function PeopleThere({ record: { people } }: { record: PlaceRecord }) {
  const { say } = useWords();
  const { shown } = useReveal();
  if (people.length === 0) return null;
  return (
    <div className="people-there">
      {people.map((person) => (
        <span key={person.role}>
          {dutyName(person.role, say)} <Callable masked={person} inFull={shown.get(person.id)} />
        </span>
      ))}
      <ShowPeople wanted={{ purpose: 'call', people: people.map(({ id }) => id) }} />
    </div>
  );
}
