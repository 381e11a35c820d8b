import { randomUUID } from 'node:crypto';
import * as papers from '../../../../actions/list/papers';
import * as rows from '../../../../actions/list/rows';
import * as samples from '../../../../actions/list/samples';
import { PHOTO } from '../../../../rehearsal/people/photo';
import { family, sending, specimen } from '../../../support/campaigns/rows';
import { KEY } from '../../../support/people/given';
import {
  acting,
  BY,
  campaign,
  everything,
  held,
  keying,
  number,
  numberOf,
  office,
  paperOf,
  REASON,
} from '../stage/stage';
import type { Acts } from './acts';

/** Lists on paper, and rows. */
export const ofRows: Acts = {
  takePaper: async () => {
    number.paper = (await papers.takePaper(keying(), paperOf('912'))).paper;
  },
  openPaper: () => papers.openPaper(acting(), { paper: numberOf('paper'), reason: REASON, ...everything }),
  showSheet: () =>
    papers.showSheet({ ...acting(), people: KEY }, { paper: numberOf('paper'), nr: 1, reason: REASON, ...everything }),
  keyPaper: () =>
    papers.keyPaper(keying(), {
      ...{ paper: numberOf('paper'), rows: sending(family(77)), whole: true, submission: randomUUID(), ...everything },
    }),
  comparePaper: () =>
    papers.comparePaper(
      { ...keying(), by: { ...BY, by: 'li' } },
      { paper: numberOf('paper'), read: { rows: 1, tails: [specimen(77).slice(-4)] }, ...everything },
    ),
  takeOther: () =>
    papers.takeOther(keying(), {
      ...{ paper: numberOf('differing'), row: held.differing ?? '', version: 1, via: 'cli', ...everything },
    }),
  voidPaper: () => papers.voidPaper(keying(), { paper: numberOf('void'), reason: REASON, ...everything }),
  decideRows: () =>
    rows.decideRows(
      { ...acting(), client: { startCases: async () => {}, reportArrived: async () => {} } },
      {
        ...{ campaign: campaign.id, list: 'poor', via: 'cli', submission: randomUUID() },
        decision: { act: 'hold', reason: REASON },
        meant: { all: {}, count: 1 },
        ...everything,
      },
    ),
  showPhotoOfRow: () =>
    rows.showPhotoOfRow(acting(), {
      ...{ key: KEY, campaign: campaign.id, list: 'hung', row: numberOf('proven'), photo: PHOTO.id, reason: REASON },
    }),
  drawSample: () =>
    samples.drawSample(office(), { campaign: campaign.id, list: 'poor', step: 'propose', seed: 7, size: 1 }),
};
