import type { Language } from '../../../domain/campaign/definition/definition';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import type { WorkItem } from '../types';
import { dutyWord } from '../warning/duty-words';
import { type Say, textOf } from '../words';

type Kind = WorkItem['kind'];

/** What a kind of work is called. */
export const kindOfWork: Readonly<Record<Kind, readonly [zh: string, en: string]>> = {
  alert: ['预警叫应', 'Warning'],
  duty: ['值班事项', 'Duty question'],
  chase: ['督办', 'Chase'],
  call: ['电话', 'Calls'],
  case: ['个案', 'Case'],
  rows: ['名单审批', 'Rows to decide'],
  paper: ['纸质名单', 'List on paper'],
  draft: ['调拨草稿', 'Dispatch draft'],
  arrival: ['待接收', 'Arrival'],
  bank: ['银行代发', 'Bank batch'],
  round: ['将到期', 'Due soon'],
};

/** So many rows are counted; more are said to be more. */
const ROWS_COUNTED = 1000;

/** @returns what is to be done, in a sentence without its deadline */
export function toDo(item: WorkItem, { say, language }: { say: Say; language: Language }): string {
  const { kind, place, count, about } = item;
  const title = item.title === null ? '' : textOf(item.title, language);
  const many = count < ROWS_COUNTED ? String(count) : `${ROWS_COUNTED}+`;
  const sentences: Record<Kind, () => string> = {
    alert: () => say(`${place}：${count} 个单位未应答`, `${place}: ${count} units silent`),
    duty: () => dutyWord(about.word ?? '', say),
    chase: () => say(`${place}：${title}，${count} 个单位未报`, `${place}: ${title}, ${count} units silent`),
    call: () => say(`${title}：给 ${count} 个单位打电话`, `${title}: telephone ${count} units`),
    case: () => `${place}：${caseName(item, language)}`,
    rows: () => say(`${title}：${many} 行等待审批`, `${title}: ${many} rows to decide`),
    paper: () =>
      about.word === 'to-key'
        ? say(`${title}：${count} 份待录入`, `${title}: ${count} to key`)
        : say(`${title}：${count} 份待核对`, `${title}: ${count} to read back`),
    draft: () => say(`发往${place}的调拨待确认`, `Confirm the dispatch to ${place}`),
    arrival: () => say(`${place}：在途物资待接收`, `${place}: goods on their way to be received`),
    bank: () => say(`${title}：银行还没有答复，${count} 行`, `${title}: the bank has not answered, ${count} rows`),
    round: () => say(`${title}：还有 ${count} 个单位未报`, `${title}: ${count} units have not reported`),
  };
  return sentences[kind]();
}

function caseName({ title, about: { word = '' } }: WorkItem, language: Language): string {
  if (title) return textOf(title, language);
  const built = Object.entries(CASE_KINDS).find(([name]) => name === word);
  return built ? textOf(built[1].name, language) : word;
}

/** @returns the page on which it is done */
export function pageOf({ kind, ref, campaign }: WorkItem): string {
  const at = (path: string, more: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams({ ...(campaign && { campaign }), ...more }).toString()}`;
  const pages: Record<Kind, () => string> = {
    alert: () => `/warnings/${ref}`,
    duty: () => '/warnings/duty',
    chase: () => at('/chases'),
    call: () => at('/calls'),
    case: () => `/cases/${ref}`,
    rows: () => at('/lists', { list: ref }),
    paper: () => at('/lists', { list: ref, tab: 'papers' }),
    draft: () => at('/ledger', { tab: 'stores' }),
    arrival: () => at('/ledger', { tab: 'stores' }),
    bank: () => at('/ledger', { tab: 'bank' }),
    round: () => `/campaigns/${campaign}`,
  };
  return pages[kind]();
}
