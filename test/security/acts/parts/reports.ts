import * as cases from '../../../../actions/case/cases';
import * as rehearsals from '../../../../actions/rehearsals';
import * as reports from '../../../../actions/reports';
import { remindUnit } from '../../../../actions/round/remind';
import { acting, campaign, everything, held, number, numberOf, office, REASON, stopped } from '../stage/stage';
import type { Acts } from './acts';

const standing = { campaign: 'rehearsed' };
const rehearsing = { start: async () => standing, stop: (id: string) => void stopped.push(id) };

/** Cases, rehearsals and reports. */
export const ofReports: Acts = {
  openCase: async () => {
    const opened = await cases.openCase(office(), {
      campaign: campaign.id,
      kind: 'complaint',
      region: '911',
      raiser: { by: 'public' },
      said: { text: REASON },
      ...everything,
    });
    number.case = opened.case;
  },
  readStatements: () => cases.readStatements(office(), { case: numberOf('case'), ...everything }),
  answerCase: () =>
    cases.answerCase(office(), {
      case: numberOf('case'),
      outcome: 'unfounded',
      hand: { via: 'cli', name: 'zhang' },
      ...everything,
    }),
  reopenCase: () => cases.reopenCase(office(), { case: numberOf('case'), reason: REASON, ...everything }),
  startRehearsal: () => rehearsals.startRehearsal(acting(), rehearsing, {}),
  stopRehearsal: () => rehearsals.stopRehearsal(acting(), rehearsing, 'rehearsed'),
  handIn: () =>
    reports.handIn(acting(), {
      campaign: campaign.id,
      key: 'survey',
      unit: '911',
      via: 'cli',
      input: { nothing: false, figures: { households: 3 } },
    }),
  undoReport: () =>
    reports.undoReport(acting(), {
      ...{ campaign: campaign.id, key: 'survey', unit: '922', receipt: held.entered ?? '' },
    }),
  remindUnit: () => remindUnit(acting(), { campaign: campaign.id, key: 'survey', unit: '913' }),
};
