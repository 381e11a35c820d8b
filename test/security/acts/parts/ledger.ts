import { randomUUID } from 'node:crypto';
import { allocate } from '../../../../actions/ledger/allocations';
import * as banks from '../../../../actions/ledger/bank';
import { readBankResult } from '../../../../actions/ledger/bank-results';
import { book } from '../../../../actions/ledger/book';
import { bookWay } from '../../../../actions/ledger/book-way';
import * as closings from '../../../../actions/ledger/closings';
import * as corrections from '../../../../actions/ledger/corrections';
import * as counts from '../../../../actions/ledger/counts';
import * as deliveries from '../../../../actions/ledger/deliver';
import * as dispatches from '../../../../actions/ledger/dispatches';
import * as drafts from '../../../../actions/ledger/drafts';
import * as gifts from '../../../../actions/ledger/gifts';
import { keepDeliveryPicture } from '../../../../actions/ledger/pictures';
import * as returns from '../../../../actions/ledger/returns';
import * as late from '../../../../actions/ledger/standards';
import { PHOTO } from '../../../../rehearsal/people/photo';
import { KEY } from '../../../support/people/given';
import { batchOf, booking, cards, failed, gift, handedTo, oneBagLost, rice, sent } from '../stage/ledger';
import { acting, answering, everything, NOW, numberOf, office, REASON } from '../stage/stage';
import type { Acts } from './acts';

/** Goods and money. */
export const ofLedger: Acts = {
  book: () => book(acting(), booking(), oneBagLost),
  bookWay: () => bookWay(answering(), booking(), oneBagLost),
  pledge: () => gifts.pledge({ ...acting(), key: KEY }, { ...booking(), ...gift }),
  receive: () => gifts.receive({ ...acting(), key: KEY }, { ...booking(), ...gift }),
  receivePromised: () => gifts.receivePromised(acting(), { ...booking(), ...gift }),
  buy: () => gifts.buy(acting(), { ...booking(), at: '9', purse: 'charity', pays: 1_000, things: rice(1) }),
  deliver: () => deliveries.deliver(office(), handedTo('waiting')),
  keepDeliveryPicture: () =>
    keepDeliveryPicture(acting(), {
      ...{
        campaign: 'delivery',
        list: 'poor',
        row: numberOf('pictured'),
        bytes: PHOTO.bytes,
        people: KEY,
        ...everything,
      },
    }),
  takeBack: () =>
    returns.takeBack(acting(), {
      ...{ ...booking(), row: numberOf('served'), to: '9', because: 'in-error', reason: REASON },
    }),
  dispatch: () => dispatches.dispatch(answering(), { ...booking(), ...sent }),
  allocate: () =>
    allocate(answering(), { ...booking(), from: '9', purse: 'charity', item: 'cny', quantity: 7, dueAt: NOW }),
  arrive: () =>
    dispatches.arrive(answering(), { ...booking(), dispatch: numberOf('dispatch'), things: rice(2), last: false }),
  lose: () =>
    dispatches.lose(answering(), {
      ...{ ...booking(), where: { dispatch: numberOf('dispatch') }, purse: 'charity', things: rice(1), reason: REASON },
    }),
  count: () => counts.count(acting(), { ...booking(), region: '9', purse: 'charity', item: 'rice', found: 40 }),
  confirmCount: () => counts.confirmCount(acting(), { ...booking(), count: numberOf('count') }),
  confirmDraft: () =>
    drafts.confirmDraft(answering(), { ...booking(), draft: numberOf('draft'), from: '9', goods: rice(1) }),
  dropDraft: () => drafts.dropDraft(acting(), { ...booking(), draft: numberOf('dropped'), reason: REASON }),
  proposeStandard: () => late.proposeStandard(acting(), { ...booking(), campaign: 'late', purse: 'charity' }),
  confirmStandard: () =>
    late.confirmStandard(acting(), { ...booking(), campaign: 'late', standard: numberOf('standard') }),
  permitClosing: () =>
    closings.permitClosing(acting(), { campaign: 'delivery', key: 'give', reason: REASON, ...everything, via: 'cli' }),
  correct: () => corrections.correct(answering(), { ...booking(), transfer: numberOf('transfer'), reason: REASON }),
  makeBatch: () => banks.makeBatch(acting(), batchOf('921')),
  openBankFile: async () => {
    for await (const _ of await banks.openBankFile(acting(), { ...cards, batch: numberOf('asked') }));
  },
  withdrawBatch: () => banks.withdrawBatch(acting(), { ...cards, batch: numberOf('asked') }),
  readBankResult: () =>
    readBankResult(acting(), { ...cards, batch: numberOf('answered'), source: { file: 'back.csv', bytes: failed } }),
  mendAccounts: () =>
    banks.mendAccounts(acting(), {
      ...cards,
      list: 'poor',
      rows: [{ row: numberOf('failing'), account: '999120002' }],
    }),
  correctBatch: () =>
    banks.correctBatch(acting(), { ...cards, key: randomUUID(), batch: numberOf('answered'), leave: false }),
};
