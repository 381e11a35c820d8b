import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as lists from '../../../../actions/list/list-tables';
import * as prints from '../../../../actions/print/rows';
import * as templates from '../../../../actions/print/templates';
import * as kinds from '../../../../actions/region-kinds';
import { ROOT } from '../../../../config/root';
import { fileAt } from '../../../../store/list/tables/export/file';
import { KEY } from '../../../support/people/given';
import { acting, campaign, everything, folder, REASON, URL_HERE } from '../stage/stage';
import type { Acts } from './acts';

const roster = () => ({
  ...{ campaign: campaign.id, list: 'roster', people: KEY, mapped: [], consent: true, problems: null, ...everything },
  source: {
    file: 'roster.csv',
    bytes: Buffer.from('村,户主姓名,身份证号,家庭人口,类别\n一村,张某,11010519491231002X,2,特困户\n'),
  },
});

/** Tables of lists, prints and kinds of region. */
export const ofTables: Acts = {
  lookAtListTable: () => lists.lookAtListTable(acting(), roster()),
  importListTable: () => lists.importListTable(acting(), { ...roster(), confirm: null }),
  exportListTable: () =>
    lists.exportListTable(acting(), {
      ...{
        campaign: campaign.id,
        list: 'roster',
        to: fileAt(join(folder, 'list.csv')),
        language: 'zh-CN',
        people: KEY,
      },
      ...{ reason: REASON, ...everything },
    }),
  printRows: () =>
    prints.printRows(acting(), {
      ...{ print: 'roster', campaign: campaign.id, list: 'roster', region: '911', publicUrl: URL_HERE },
      ...{ inFull: { people: KEY, reason: REASON }, ...everything },
    }),
  keepTemplate: () =>
    templates.keepTemplate(acting(), {
      ...{ print: 'letter', region: '91', file: readFileSync(join(ROOT, 'config/print/letter.docx')) },
    }),
  giveUpTemplate: () => templates.giveUpTemplate(acting(), { print: 'letter', region: '91' }),
  saveKind: () =>
    kinds.saveKind(acting(), {
      code: 'orchard',
      name: { 'zh-CN': '果园', en: 'orchard' },
      words: [],
      rank: 90,
      asked: true,
    }),
  removeKind: () => kinds.removeKind(acting(), 'orchard'),
};
