import { randomUUID } from 'node:crypto';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { withListForms } from '../../../domain/list/list-forms';
import type { PairDeed } from '../../../domain/list/pairs/deed-kinds';
import type { DeedSent } from '../../../domain/list/pairs/deeds';
import type { Queries } from '../../../store/db/db';
import { tinyDefinition } from './tiny';

/** The row form of {@link pairDefinition}. */
const child = {
  name: { 'zh-CN': '关爱对象' },
  fields: [
    { id: 'name', label: { 'zh-CN': '姓名' }, type: 'text', personal: 'name', maxLength: 40 },
    { id: 'idNumber', label: { 'zh-CN': '身份证号' }, type: 'text', personal: 'id-number' },
    {
      id: 'need',
      label: { 'zh-CN': '需求' },
      type: 'choice',
      required: false,
      choices: [{ value: 'school', label: { 'zh-CN': '学习' } }],
    },
  ],
};

/** 平凉, a small one: villages propose objects, and the townships' posts help them; deeds are entered on the 15th. */
export const pairDefinition = (changes: Record<string, unknown> = {}): Definition =>
  withListForms(
    tinyDefinition({
      id: 'tiny-pairs',
      forms: { child },
      standards: [{ category: 'orphan', name: { 'zh-CN': '孤儿' }, per: 'person' }],
      lists: {
        objects: {
          name: { 'zh-CN': '关爱对象' },
          of: 'pair',
          categories: ['orphan'],
          row: 'child',
          track: ['propose', 'support'],
          minimum: [
            { deed: 'contact', times: 4, per: 'year' },
            { deed: 'visit', times: 2, per: 'year' },
            { deed: 'help', times: 1, per: 'year' },
          ],
        },
      },
      stages: [
        {
          id: 'find',
          kind: 'survey',
          name: { 'zh-CN': '摸底' },
          ...{ opens: '12-01', due: '12-03', lock: '12-20' },
          asks: [{ id: 'village', of: 'village', list: 'objects', does: 'propose' }],
        },
        {
          id: 'entry',
          kind: 'entry',
          name: { 'zh-CN': '每月录入' },
          opens: '12-15',
          due: { days: 2, after: 'opens' },
          lock: { days: 5, after: 'opens' },
          repeat: { monthlyOn: 15, until: '02-28' },
          ladder: 'default',
          asks: [{ id: 'township', of: 'township', list: 'objects', does: 'support' }],
        },
      ],
      ...changes,
    }),
  );

/** Posts that help, in the two townships: two in 东乡, one in 西乡. */
export const enterHelpers = (sql: Queries) => sql`
  with given as (
    select nextval(pg_get_serial_sequence('contacts', 'id')) as id, p.*
    from (values ('91', '帮扶1', '甘一'), ('91', '帮扶2', '甘二'), ('92', '帮扶1', '甘三')) p(region, role, name)),
  entered as (
    insert into contacts (id, name, phone) overriding system value
    select id, name, '1990002' || lpad(id::text, 4, '0') from given)
  insert into duties (region_code, role, contact_id) select region, role, id from given`;

/** @returns a deed as a phone sends it */
export const deedOf = (row: string, kind: PairDeed, answers: Record<string, unknown> = {}): DeedSent => ({
  deed: randomUUID(),
  row,
  kind,
  answers: { ...USUAL[kind], ...answers },
});

const USUAL: Readonly<Record<PairDeed, Record<string, unknown>>> = {
  contact: { way: 'phone' },
  visit: { way: 'home' },
  problem: { what: '补办了证件' },
  help: { what: '修好了炉子' },
  money: { cash: '200' },
};
