import { FIXED_KINDS } from '../../people/region-kinds';
import type { Shape, Words } from '../shape';
import { ABOVE, REGION } from './columns';

/** Who is told about a place: everybody with a duty. */
export const CONTACTS: Shape = {
  name: 'contacts',
  title: { 'zh-CN': '联系人', en: 'Contacts' },
  needs: 'see-register',
  sort: 'region',
  columns: [
    { ...REGION, sorts: true },
    { key: 'place', title: { 'zh-CN': '地区', en: 'Region' }, kind: 'text', filter: 'part' },
    ABOVE,
    { key: 'duty', title: { 'zh-CN': '职责', en: 'Duty' }, kind: 'text', filter: 'whole' },
    {
      key: 'name',
      title: { 'zh-CN': '姓名', en: 'Name' },
      kind: 'text',
      filter: 'whole',
      needs: 'reveal-people',
      personal: true,
    },
    { key: 'phone', title: { 'zh-CN': '手机', en: 'Number' }, kind: 'text', needs: 'reveal-people' },
    { key: 'email', title: { 'zh-CN': '邮箱', en: 'E-mail' }, kind: 'text', needs: 'reveal-people' },
    {
      key: 'reach',
      title: { 'zh-CN': '能否联系', en: 'Reached' },
      kind: 'word',
      words: {
        well: ['能联系', 'reached'],
        stopped: ['本人停收短信', 'wants no SMS'],
        bad: ['号码或邮箱无效', 'number or address is bad'],
        none: ['没有号码和邮箱', 'neither number nor address'],
        'opted-out': ['本人退订', 'has opted out'],
      },
      filter: 'choice',
    },
    {
      key: 'language',
      title: { 'zh-CN': '语言', en: 'Language' },
      kind: 'word',
      words: { 'zh-CN': ['中文', 'Chinese'], en: ['英文', 'English'] },
      shown: 'chosen',
    },
    { key: 'leaveUntil', title: { 'zh-CN': '请假到', en: 'On leave until' }, kind: 'text', shown: 'chosen' },
  ],
};

const KINDS: Words = Object.fromEntries(FIXED_KINDS.map(({ code, name }) => [code, [name['zh-CN'], name.en] as const]));

/** Every region of the register. */
export const PLACES: Shape = {
  name: 'places',
  title: { 'zh-CN': '地区', en: 'Places' },
  needs: 'see-register',
  first: { state: 'open' },
  sort: 'code',
  columns: [
    { key: 'code', title: { 'zh-CN': '编码', en: 'Code' }, kind: 'text', filter: 'whole', sorts: true },
    { key: 'name', title: { 'zh-CN': '地区', en: 'Region' }, kind: 'text', filter: 'part' },
    { key: 'kind', title: { 'zh-CN': '种类', en: 'Kind' }, kind: 'word', words: KINDS, filter: 'whole' },
    ABOVE,
    { key: 'below', title: { 'zh-CN': '下一级', en: 'Right below' }, kind: 'number' },
    { key: 'people', title: { 'zh-CN': '有职责的人', en: 'People with a duty' }, kind: 'number' },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: { open: ['在用', 'in use'], closed: ['已撤销', 'closed'] },
      filter: 'choice',
    },
    { key: 'closedAt', title: { 'zh-CN': '撤销时间', en: 'Closed' }, kind: 'time', shown: 'chosen' },
  ],
};

/** Places that nothing reaches. */
export const GAPS: Shape = {
  name: 'gaps',
  title: { 'zh-CN': '没有联系人的地区', en: 'Places without a contact' },
  needs: 'see-register',
  sort: 'order',
  columns: [
    { key: 'code', title: { 'zh-CN': '编码', en: 'Code' }, kind: 'text', shown: 'chosen', sorts: true },
    { key: 'name', title: { 'zh-CN': '地区', en: 'Region' }, kind: 'text', filter: 'part', sorts: true },
    { ...ABOVE, sorts: true },
    { key: 'kindName', title: { 'zh-CN': '类型', en: 'Kind' }, kind: 'text', filter: 'part' },
    {
      key: 'why',
      title: { 'zh-CN': '情况', en: 'Why' },
      kind: 'word',
      words: { nobody: ['没有联络人', 'no contact'], unreachable: ['联系不上', 'cannot be reached'] },
      filter: 'choice',
    },
  ],
};
