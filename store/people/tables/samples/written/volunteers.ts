import type { RegionKind } from '../../../../../domain/people/region-kinds';
import type { ExportedRegister } from '../../export';
import { registerFrom } from './written-tree';

const VOLUNTEERS: readonly RegionKind[] = [
  { code: 'association', name: { 'zh-CN': '志愿者组织', en: 'association' }, words: [], rank: 35, asked: true },
  { code: 'team', name: { 'zh-CN': '志愿者小组', en: 'team' }, words: ['义工队'], rank: 55, asked: true },
];

/** Made-up volunteers of one city who go together: whoever named a household leads the others there. */
export const volunteers = (): ExportedRegister => ({
  ...registerFrom(
    {
      code: '990440',
      kind: 'association',
      called: '南宁冬日志愿者',
      below: [{ kind: 'team', ends: '小组', count: 4 }],
    },
    9501,
  ),
  kinds: VOLUNTEERS,
});

/** The same, in three groups, each with a fund and a list of its own. */
export const volunteerGroups = (): ExportedRegister => ({
  ...registerFrom(
    {
      code: '990450',
      kind: 'association',
      called: '南宁冬日志愿者联络处',
      below: ['一', '二', '三'].map((nth, at) => ({
        kind: 'team',
        called: `第${nth}小组`,
        tags: [`group-${at + 1}`],
      })),
    },
    9401,
  ),
  kinds: VOLUNTEERS,
});
