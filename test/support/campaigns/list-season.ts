import type { Definition } from '../../../domain/campaign/definition/definition';
import { withCaseForms } from '../../../domain/case/case-forms';
import { listDefinition } from './list-definition';

const list = (name: string, category: string) => ({
  name: { 'zh-CN': name },
  of: 'household',
  categories: [category],
  row: 'family',
  heads: 'heads',
  track: ['propose', 'check', 'announce', 'deliver'],
  limit: 'quotas',
  removed: { check: 'burns', objection: 'burns', deceased: 'burns', withdrawn: 'frees', duplicate: 'frees' },
  once: { across: ['poor', 'ill'], take: 'first' },
  publish: 'names',
  consent: 'required',
  posting: { days: 2, counted: 'calendar', objections: true, nominations: true },
});

const LISTS = ['poor', 'ill'];
const asks = (of: string, does: string) => LISTS.map((id) => ({ id, of, list: id, does }));

/**
 * Two lists with quotas from the first row to the last bag of rice, in two weeks: all that a list can have, in few
 * steps.
 */
export const listSeason = (id: string, scope: string): Definition =>
  withCaseForms(
    listDefinition({
      id,
      scope,
      lists: { poor: list('困难家庭', 'special'), ill: list('大病家庭', 'difficult') },
      ladders: {
        default: [
          { id: 'open', kind: 'task', at: { from: 'opens' } },
          { id: 'milestone', kind: 'reminder', at: { from: 'milestone', time: '09:30' } },
          { id: 'milestone-digest', kind: 'digest', at: { from: 'milestone', time: '17:00' }, up: 1 },
          { id: 'due', kind: 'reminder', at: { from: 'due', time: '09:30' } },
          { id: 'digest', kind: 'digest', at: { from: 'due', time: '17:00' }, up: 1 },
          { id: 'locked', kind: 'locked', at: { from: 'lock' } },
        ],
      },
      stages: [
        {
          ...{
            id: 'apply',
            kind: 'survey',
            name: { 'zh-CN': '申报' },
            opens: '12-01',
            due: '12-03',
            lock: '12-03 24:00',
          },
          milestones: [{ by: '12-02', share: 0.7, of: 'quota' }],
          asks: asks('village', 'propose'),
        },
        {
          ...{
            id: 'check',
            kind: 'survey',
            name: { 'zh-CN': '核实' },
            opens: '12-02',
            due: '12-06',
            lock: '12-07 18:00',
          },
          asks: asks('township', 'check'),
        },
        {
          ...{
            id: 'give',
            kind: 'visits',
            name: { 'zh-CN': '发放' },
            opens: '12-15',
            due: '12-16',
            lock: '12-16 24:00',
          },
          asks: asks('village', 'deliver'),
        },
      ],
    }),
  );
