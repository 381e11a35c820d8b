import { randomUUID } from 'node:crypto';
import * as pairs from '../../../../actions/list/pairs';
import * as quotas from '../../../../actions/list/quotas';
import * as helped from '../../../../actions/people/helped';
import { moveMember } from '../../../../actions/people/move-member';
import * as people from '../../../../actions/people/people';
import * as same from '../../../../actions/people/same-person';
import { KEY } from '../../../support/people/given';
import { limited, paired } from '../stage/lists';
import { acting, asking, deciding, everything, numberOf, REASON } from '../stage/stage';
import type { Acts } from './acts';

/** Those who are helped, their slots and their helpers. */
export const ofPeople: Acts = {
  erasePerson: () => people.erasePerson(acting(), { region: '913', role: 'contact', reason: REASON, ...everything }),
  revealHelped: () =>
    helped.revealHelped(deciding(), {
      key: KEY,
      people: [numberOf('helped')],
      purpose: 'visit',
      reason: REASON,
      most: 9,
      ...everything,
    }),
  keepDistinct: () =>
    same.keepDistinct(acting(), { pair: [numberOf('helped'), numberOf('twin')], reason: REASON, ...everything }),
  mergePeople: () =>
    same.mergePeople(acting(), {
      key: KEY,
      pair: [numberOf('twin'), numberOf('lookalike')],
      reason: REASON,
      ...everything,
    }),
  moveMember: () =>
    moveMember(asking(), {
      ...{ key: KEY, person: numberOf('helped'), home: { alone: '921' }, day: '2026-12-02', today: '2026-12-02' },
      ...{ reason: REASON, via: 'cli', ...everything },
    }),
  eraseHelped: () =>
    helped.eraseHelped(acting(), { key: KEY, person: numberOf('helped'), reason: REASON, ...everything }),
  setQuotas: () =>
    quotas.setQuotas(asking(), {
      ...limited,
      ...everything,
      wanted: [{ unit: '911', category: 'special', slots: 3 }],
      reason: REASON,
    }),
  moveSlots: () =>
    quotas.moveSlots(asking(), {
      ...limited,
      ...everything,
      move: { from: '911', to: '912', category: 'special', slots: 1 },
      reason: REASON,
    }),
  pairRows: () =>
    pairs.pairRows(asking(), {
      ...{ ...paired, ...everything, submission: randomUUID(), via: 'cli' },
      pairs: [{ row: numberOf('paired'), helper: { unit: '91', post: '帮扶1' } }],
    }),
  enterDeed: () =>
    pairs.enterDeed(acting(), {
      ...{ ...paired, ...everything, row: numberOf('paired'), via: 'cli' },
      ...{ deed: randomUUID(), kind: 'contact', answers: { way: 'phone' } },
    }),
  writePlan: () =>
    pairs.writePlan(acting(), {
      ...{ ...paired, ...everything, row: numberOf('paired'), via: 'cli', key: KEY },
      ...{ text: '读完初中', version: 0 },
    }),
  showPlan: () =>
    pairs.showPlan(acting(), { ...paired, ...everything, row: numberOf('paired'), key: KEY, reason: REASON }),
};
