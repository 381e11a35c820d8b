import * as groups from '../../../../actions/people/groups';
import * as people from '../../../../actions/people/people';
import * as regions from '../../../../actions/people/regions';
import * as register from '../../../../actions/people/register';
import { importMap } from '../../../../actions/people/shapes';
import { readTable } from '../../../../store/people/tables/read/read-table';
import { acting, deciding, everything, numberOf, REASON, sql } from '../stage/stage';
import type { Acts } from './acts';

const table = async () => ({
  raw: [await readTable('contacts.csv', Buffer.from('region,role,name,phone\n922,contact,新人,19900009999\n'))],
  mapped: [],
  ...everything,
});
const person = { language: 'zh-CN' as const, email: null, leaveFrom: null, leaveUntil: null };

/** The register, and who stands in it. */
export const ofRegister: Acts = {
  revealPeople: () =>
    people.revealPeople(deciding(), {
      people: [numberOf('contact')],
      purpose: 'call',
      reason: REASON,
      most: 9,
      ...everything,
    }),
  revokeLinks: () => people.revokeLinks(acting(), { region: '911', role: 'contact', reason: REASON }),
  resumeSms: () => people.resumeSms(acting(), { region: '912', role: 'contact', reason: REASON }),
  checkTables: async () => register.checkTables(acting(), await table()),
  importTables: async () => register.importTables(acting(), await table()),
  undoImport: async () => {
    const [made] = await sql<{ id: number }[]>`select max(id) as id from register_imports`;
    return register.undoImport(acting(), { id: made?.id ?? 0, ...everything });
  },
  importMap: () =>
    importMap(acting(), {
      map: {
        type: 'FeatureCollection',
        features: [{ properties: { code: '91' }, geometry: { type: 'Point', coordinates: [104, 24] } }],
      },
      ...everything,
    }),
  addRegion: () => regions.addRegion(acting(), { parent: '91', kind: 'village', name: '新村', ...everything }),
  changeRegion: () =>
    regions.changeRegion(acting(), { region: '94', name: '新名', kind: 'village', parent: '91', ...everything }),
  closeRegion: () => regions.closeRegion(acting(), { region: '94', into: '91', reason: REASON, ...everything }),
  reopenRegion: () => regions.reopenRegion(acting(), { region: '93', reason: REASON }),
  setGroup: () => groups.setGroup(acting(), { region: '922', robot: 'duty' }),
  removeDuty: () => register.removeDuty(acting(), { region: '922', role: 'contact', reason: REASON, ...everything }),
  takeRegister: () => register.takeRegister(acting(), { reason: REASON }),
  editPerson: () =>
    register.editPerson(acting(), {
      ...person,
      region: '921',
      role: 'contact',
      name: '新人',
      phone: '19900008888',
      ...everything,
    }),
};
