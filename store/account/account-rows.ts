import { needsRegion, ROLES, type Role } from '../../domain/account/roles';
import { Refused, type Sentence, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { plainName } from '../people/tables/check/check-cells';
import { namesOf } from '../people/tables/check/find-place';
import { type Column, matchColumns } from '../people/tables/columns';
import { type RawTable, textOf } from '../people/tables/table';

const COLUMNS = {
  name: { 'zh-CN': '姓名', en: 'name', also: ['名字', '负责人', '联络员', '经办人'], required: true },
  login: {
    ...{ 'zh-CN': '登录名', en: 'login', required: true },
    also: ['账号', '邮箱', '电子邮箱', 'email', 'e-mail', '手机', '手机号', '手机号码', '电话', '联系电话'],
  },
  role: { 'zh-CN': '角色', en: 'role', also: ['岗位', '职责'], required: false },
  region: {
    ...{ 'zh-CN': '范围', en: 'region', required: false },
    also: ['地区', '地区编码', '编码', '乡镇', '乡镇街道', '所在乡镇', '单位', '县', '县区', '县市区'],
  },
} as const satisfies Record<string, Column>;

/** Words of offices for the roles. */
const ROLE_WORDS: Record<Role, readonly string[]> = {
  administrator: ['管理员', 'administrator'],
  'county-officer': ['县级经办人', '县级负责人', '县级', '县', 'county officer', 'county-officer'],
  'township-officer': ['乡镇经办人', '乡镇负责人', '乡镇', '乡', 'township officer', 'township-officer'],
  auditor: ['审计', '审计员', '监督', 'auditor'],
  ops: ['运维', '运维人员', 'ops'],
};

/** Most rows that are looked at: more accounts are made in several goes. */
const MOST = 500;
/** Titles and notes come first. */
const ROWS_LOOKED_AT = 20;

/** Somebody who is to get an account. */
export interface AccountRow {
  /** As the spreadsheet numbers it. */
  row: number;
  name: string;
  login: string;
  role: Role;
  region: string | null;
  regionName: string | null;
  /** Why there is no account for the row. */
  wrong: Sentence | null;
}

interface Region {
  code: string;
  name: string;
  kind: string;
}

/**
 * Reads a table of people who are to get accounts, with the headings of offices: 姓名, 登录名 (or 邮箱, 手机), 角色 and
 * 范围, by code or name. A row without a role is that of an officer of its region.
 * @param top the administrator's region; null for the whole register
 * @throws Refused when the table has no such headings, or too many rows
 */
export async function accountRows(
  sql: Queries,
  { raw, top }: { raw: readonly RawTable[]; top: string | null },
): Promise<AccountRow[]> {
  const written = raw.flatMap(rowsOf);
  if (written.length === 0) throw new Refused(sentence('account-headings'));
  if (written.length > MOST) throw new Refused(sentence('account-rows', { most: MOST }));
  const regions = await regionsNamed(sql, { words: written.map(({ region }) => region), top });
  const logins = await takenLogins(
    sql,
    written.map(({ login }) => login),
  );
  return written.map((row) => {
    const login = row.login.toLowerCase();
    const taken = logins.has(login);
    logins.add(login);
    return placed(row, { regions, taken });
  });
}

interface Written {
  row: number;
  name: string;
  login: string;
  role: string;
  region: string;
}

/** @returns the rows below the headings; none without headings */
function rowsOf({ lines }: RawTable): Written[] {
  const at = lines
    .slice(0, ROWS_LOOKED_AT)
    .findIndex(({ cells }) => matchColumns(COLUMNS, cells.map(textOf)).missing.length === 0);
  if (at < 0) return [];
  const match = matchColumns(COLUMNS, (lines[at]?.cells ?? []).map(textOf)).at;
  return lines.slice(at + 1).flatMap(({ row, cells }) => {
    const cell = (key: keyof typeof COLUMNS) => {
      const column = match[key];
      return column === undefined ? '' : plainName(textOf(cells[column]).normalize('NFKC').trim());
    };
    const read = { row, name: cell('name'), login: cell('login'), role: cell('role'), region: cell('region') };
    return read.name === '' && read.login === '' ? [] : [read];
  });
}

function placed(
  { row, name, login, role: word, region: place }: Written,
  { regions, taken }: { regions: readonly Region[]; taken: boolean },
): AccountRow {
  const found = regions.filter(({ code, name: called }) => code === place || namesOf(place).includes(called));
  const [region = null] = found;
  const role = ROLES.find((one) => ROLE_WORDS[one].includes(word.toLowerCase())) ?? roleAt(region);
  const wrong = (): Sentence | null => {
    if (name === '' || login === '') return sentence('account-row-empty');
    if (taken) return sentence('login-taken', { login });
    if (word !== '' && !ROLES.some((one) => ROLE_WORDS[one].includes(word.toLowerCase())))
      return sentence('not-a-role', { role: word, roles: ROLES.map((one) => ROLE_WORDS[one][0]).join('、') });
    if (place !== '' && found.length === 0) return sentence('place-unknown');
    if (found.length > 1) return sentence('place-unclear', { count: found.length });
    return needsRegion(role) && region === null ? sentence('region-required') : null;
  };
  const where = found.length === 1 ? region : null;
  return { row, name, login, role, region: where?.code ?? null, regionName: where?.name ?? null, wrong: wrong() };
}

const roleAt = (region: Region | null): Role => (region?.kind === 'county' ? 'county-officer' : 'township-officer');

async function regionsNamed(
  sql: Queries,
  { words, top }: { words: readonly string[]; top: string | null },
): Promise<Region[]> {
  const wanted = [...new Set(words.filter(Boolean).flatMap((word) => [word, ...namesOf(word)]))];
  if (wanted.length === 0) return [];
  return sql<Region[]>`
    select g.code, g.name, g.kind from regions g
    where (g.code = any(${wanted}) or g.name = any(${wanted})) and ${within(sql, top, 'g.path')}`;
}

async function takenLogins(sql: Queries, logins: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ login: string }[]>`
    select lower(login) as login from accounts where lower(login) = any(${logins.map((login) => login.toLowerCase())})`;
  return new Set(rows.map(({ login }) => login));
}
