import { setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { type CaseEvent, type CaseStart, caseAfter, newCase, nextOfCase } from '../../domain/case/life';
import type { ClockSetting } from '../../domain/round/clock';
import { searchAttributePairs } from '../../domain/search-attributes';
import { openClock, serveAdvance } from '../clock';
import { cancelCases, caseAnswered, roundSettled } from '../messages';
import { restFor } from '../rest';
import { carryOut } from './steps';

export interface CaseLifeInput extends CaseStart {
  clock: ClockSetting;
}

/**
 * A lot of cases of any kind, until the last case is closed: asks for their outcomes in rounds, one after the other.
 * domain/case/life.ts decides the next step.
 */
export async function caseLife(input: CaseLifeInput): Promise<{ rounds: number }> {
  const clock = openClock(input.clock);
  const started: string[] = [];
  let life = newCase(input.most);
  const hear = (event: CaseEvent) => {
    life = caseAfter(life, event);
  };
  setHandler(roundSettled, ({ at }) => {
    clock.moveTo(at);
    hear({ is: 'settled' });
  });
  setHandler(cancelCases, (now) => {
    clock.moveTo(now);
    hear({ is: 'cancelled' });
  });
  setHandler(caseAnswered, ({ at, open }) => {
    clock.moveTo(at);
    hear({ is: 'answered', open });
  });
  const finish = serveAdvance(clock, () => started.splice(0));
  const next = () => nextOfCase(life, clock.now());

  for (let step = next(); step.do !== 'end'; step = next()) {
    if (step.do === 'rest') await restFor(step, () => life, clock);
    else hear(await carryOut({ input, clock, started: (id) => void started.push(id) }, step));
  }

  upsertSearchAttributes(searchAttributePairs({ NdState: 'closed' }));
  await finish();
  return { rounds: life.nth };
}
