import type { RegionKind } from '../../../../../domain/people/region-kinds';
import type { ExportedRegister } from '../../export';
import { registerFrom } from './written-tree';

/** A made-up street: its communities, each with a trade union of its own. */
export const communityUnion = (): ExportedRegister =>
  registerFrom(
    {
      code: '990410101',
      kind: 'township',
      called: '同和街道',
      below: [{ kind: 'community', ends: '社区', count: 4 }],
    },
    9801,
  );

/** No word of these is one of the fixed kinds: 企业 in a table stays a unit. */
const COMPANIES: readonly RegionKind[] = [
  { code: 'corporation', name: { 'zh-CN': '集团', en: 'group of companies' }, words: [], rank: 12, asked: true },
  { code: 'company', name: { 'zh-CN': '公司', en: 'company' }, words: ['子公司'], rank: 45, asked: true },
];

/** A made-up group of companies; the union of the trading company leads. */
export const companyUnion = (): ExportedRegister => ({
  ...registerFrom(
    {
      code: '990420',
      kind: 'corporation',
      called: '瑞禾集团',
      below: [
        { kind: 'company', called: '商贸公司', tags: ['lead'] },
        { kind: 'company', called: '物流公司' },
        { kind: 'company', called: '食品公司' },
        { kind: 'company', called: '置业公司' },
      ],
    },
    9701,
  ),
  kinds: COMPANIES,
});
