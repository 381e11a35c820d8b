import * as objections from '../../../../actions/posting/objections';
import * as postings from '../../../../actions/posting/postings';
import * as warnings from '../../../../actions/warnings';
import { PHOTO } from '../../../../rehearsal/people/photo';
import { hours, warning } from '../../../support/campaigns/warnings';
import {
  acting,
  campaign,
  deciding,
  everything,
  numberOf,
  office,
  posting,
  REASON,
  sql,
  weather,
} from '../stage/stage';
import type { Acts } from './acts';

/** Warnings and postings. */
export const ofWarnings: Acts = {
  raiseWarning: () =>
    warnings.raiseWarning(weather(), {
      hazard: 'cold-wave',
      colour: 'blue',
      areas: ['91'],
      endsAt: null,
      headline: '寒潮',
      issuer: '值班室',
    }),
  cancelWarning: async () => {
    const [event] = await sql<{ id: number }[]>`select id from weather_events where scope = ${campaign.id}`;
    return warnings.cancelWarning(weather(), { event: event?.id ?? 0, reason: REASON });
  },
  decideDuty: () => warnings.decideDuty(weather(), { item: numberOf('duty'), decision: { note: REASON } }),
  makeDrill: () =>
    warnings.makeDrill(
      { ...deciding(), tell: async () => [] },
      {
        campaign: campaign.id,
        warnings: [warning({ areas: [{ code: null, name: '小县' }], sentAt: hours(25), endsAt: hours(60) })],
        bytes: Buffer.from('a file'),
        reason: REASON,
      },
    ),
  previewPosting: () => postings.previewPosting(posting(), { campaign: campaign.id, list: 'hung', region: '91' }),
  openPosting: () => postings.openPosting(posting(), { campaign: campaign.id, list: 'hung', region: '91' }),
  withdrawPosting: () =>
    postings.withdrawPosting(posting(), { posting: numberOf('hanging'), reason: REASON, ...everything }),
  keepBoardPhoto: () =>
    postings.keepBoardPhoto(acting(), { posting: numberOf('due'), moment: 'start', bytes: PHOTO.bytes, ...everything }),
  hearAboutPosting: () =>
    objections.hearAboutPosting({ ...office() }, { posting: numberOf('hanging'), text: '情况不实', ...everything }),
  closePosting: () => postings.closePosting(posting(), { posting: numberOf('due'), ...everything }),
};
