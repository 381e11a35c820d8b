import { STATE_NAMES } from '../../../domain/list/list-names';
import { stepKind } from '../../../domain/list/steps';
import type { RosterRow } from '../types';
import { textOf, useWords } from '../words';
import { whyHeld, whyOut } from './why';

/** The last step that is done, and whether the row goes on. */
export function Standing({ row }: { row: RosterRow }) {
  const { language } = useWords();
  return (
    <>
      {textOf(stepKind(row.step).past, language)}
      {(row.state !== 'in' || row.returnDue) && (
        <strong>
          {' · '}
          <State row={row} />
        </strong>
      )}
    </>
  );
}

/** Whether the row goes on, and why not. */
export function State({ row: { state, because, returnDue } }: { row: RosterRow }) {
  const { language, say } = useWords();
  const why = because === null ? null : state === 'out' ? whyOut(because, language) : whyHeld(because, language);
  return (
    <>
      {textOf(STATE_NAMES[state], language)}
      {why && say(`（${why}）`, ` (${why})`)}
      {returnDue && <span className="soft"> {say('限期改正', 'to be corrected')}</span>}
    </>
  );
}
