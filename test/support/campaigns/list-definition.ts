import type { Definition } from '../../../domain/campaign/definition/definition';
import { withListForms } from '../../../domain/list/list-forms';
import { tinyDefinition } from './tiny';

/** The row form of {@link listDefinition}. */
const family = {
  name: { 'zh-CN': '申请表' },
  fields: [
    { id: 'name', label: { 'zh-CN': '户主姓名' }, type: 'text', personal: 'name', maxLength: 40 },
    { id: 'idNumber', label: { 'zh-CN': '身份证号' }, type: 'text', personal: 'id-number' },
    { id: 'phone', label: { 'zh-CN': '联系电话' }, type: 'text', personal: 'phone', required: false },
    { id: 'address', label: { 'zh-CN': '详细住址' }, type: 'text', personal: 'address', required: false },
    { id: 'heads', label: { 'zh-CN': '家庭人口' }, type: 'integer', min: 1, max: 30 },
    { id: 'illness', label: { 'zh-CN': '有重病' }, type: 'yes-no', required: false },
  ],
};

const WINDOW = { opens: '12-01', due: '12-04', lock: '12-08' };

/** A list of households with a track of four steps, over the tiny register: villages propose, townships check. */
export const listDefinition = (changes: Record<string, unknown> = {}): Definition =>
  withListForms(
    tinyDefinition({
      id: 'tiny-list',
      forms: { family },
      standards: [
        { category: 'special', name: { 'zh-CN': '特困户' }, per: 'household', cash: 2000 },
        { category: 'difficult', name: { 'zh-CN': '困难户' }, per: 'household', cash: 600 },
      ],
      lists: {
        poor: {
          name: { 'zh-CN': '困难家庭' },
          of: 'household',
          categories: ['special', 'difficult'],
          row: 'family',
          heads: 'heads',
          track: ['propose', 'check', 'announce', 'deliver'],
          removed: { check: 'burns', objection: 'burns', withdrawn: 'frees' },
          publish: 'names',
          consent: 'required',
          posting: { days: 3, nominations: true },
        },
      },
      stages: [
        {
          id: 'apply',
          kind: 'survey',
          name: { 'zh-CN': '申报' },
          ...WINDOW,
          asks: [
            { id: 'village', of: 'village', list: 'poor', does: 'propose' },
            { id: 'township', of: 'township', list: 'poor', does: 'check' },
          ],
        },
      ],
      ...changes,
    }),
  );
