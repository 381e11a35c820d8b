import { STATE_WORDS } from '../../text/state-words';
import { VERB_WORDS } from '../../text/verb-words';
import type { Shape } from '../shape';
import { NUMBER, OF_CAMPAIGN } from './columns';

/** Who may sign in. */
export const ACCOUNTS: Shape = {
  name: 'accounts',
  title: { 'zh-CN': '账号', en: 'Accounts' },
  needs: 'manage-accounts',
  sort: 'login',
  columns: [
    { key: 'name', title: { 'zh-CN': '姓名', en: 'Name' }, kind: 'text', filter: 'part', sorts: true, personal: true },
    {
      key: 'login',
      title: { 'zh-CN': '登录名', en: 'Login' },
      kind: 'text',
      filter: 'part',
      sorts: true,
      personal: true,
    },
    { key: 'role', title: { 'zh-CN': '角色', en: 'Role' }, kind: 'word', words: STATE_WORDS.role, filter: 'choice' },
    { key: 'regionName', title: { 'zh-CN': '范围', en: 'Region' }, kind: 'text', filter: 'part' },
    {
      key: 'state',
      title: { 'zh-CN': '状态', en: 'State' },
      kind: 'word',
      words: { active: ['可用', 'active'], invited: ['等待首次登录', 'invited'], disabled: ['已停用', 'disabled'] },
      filter: 'choice',
    },
    {
      key: 'lastSignInAt',
      title: { 'zh-CN': '最近登录', en: 'Last sign-in' },
      kind: 'time',
      filter: 'days',
      sorts: true,
    },
    { key: 'createdAt', title: { 'zh-CN': '建立', en: 'Made' }, kind: 'time', shown: 'chosen', sorts: true },
  ],
};

/** Who did what, when and why. */
export const AUDIT: Shape = {
  name: 'audit',
  title: { 'zh-CN': '操作记录', en: 'Audit' },
  needs: 'see-audit-log',
  sort: '-id',
  columns: [
    { ...NUMBER, shown: 'chosen' },
    { key: 'at', title: { 'zh-CN': '时间', en: 'When' }, kind: 'time', filter: 'days', sorts: true },
    { key: 'who', title: { 'zh-CN': '谁', en: 'Who' }, kind: 'text' },
    { key: 'account', title: { 'zh-CN': '账号编号', en: 'Account' }, kind: 'number', filter: 'range', shown: 'chosen' },
    { key: 'verb', title: { 'zh-CN': '做了什么', en: 'What' }, kind: 'word', words: VERB_WORDS, filter: 'choice' },
    OF_CAMPAIGN,
    { key: 'about', title: { 'zh-CN': '对象', en: 'About' }, kind: 'text' },
    { key: 'reason', title: { 'zh-CN': '原因', en: 'Reason' }, kind: 'text' },
  ],
};
