import * as reports from '../../../../actions/reports';
import * as calls from '../../../../actions/round/calls';
import * as chases from '../../../../actions/round/chases';
import { acting, campaign, everything, KNOWN, numberOf, round } from '../stage/stage';
import type { Acts } from './acts';

/** Calls, chases and acknowledgements. */
export const ofRounds: Acts = {
  acknowledgeWarning: () =>
    reports.acknowledgeWarning(acting(), {
      campaign: campaign.id,
      alert: 1,
      key: KNOWN,
      step: 'known',
      units: ['912'],
    }),
  undoCall: () => calls.undoCall(acting(), { call: numberOf('called'), ...everything }),
  recordCall: () =>
    calls.recordCall(acting(), { call: numberOf('call'), result: 'no-answer', note: null, ...everything }),
  acknowledgeChases: () =>
    chases.acknowledgeChases(acting(), {
      round,
      region: '92',
      contact: null,
      about: { campaign: campaign.id, alert: 1 },
    }),
  stepChase: () => chases.stepChase(acting(), { chase: numberOf('chase'), step: 'dispatch', ...everything }),
};
