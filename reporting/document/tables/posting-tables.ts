import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { postingsPage } from '../pages';
import { linked, type Table } from '../table';

const WORDS = {
  posted: 'rowsPosted',
  objections: 'objectionsInTime',
  late: 'objectionsLate',
  nominations: 'nominations',
  upheld: 'objectionsUpheld',
  confirmed: 'rowsConfirmed',
  boards: 'boards',
  boardsAtStart: 'boardsAtStart',
  boardsAtEnd: 'boardsAtEnd',
} as const;
const COUNTS = Object.keys(WORDS) as (keyof typeof WORDS)[];

/** What hung, what was said about it, what went through, and what was photographed: numbers that are never one. */
export function postingsTable({ campaign, postings }: ReportContent, names: Names): Table {
  const { word } = names;
  return {
    title: word('postings'),
    columns: [{ label: word('list'), width: 18 }, ...COUNTS.map((count) => ({ label: word(WORDS[count]), width: 10 }))],
    rows: postings.map((one) => [
      linked(names.say(campaign.definition.lists[one.list]?.name ?? { 'zh-CN': one.list }), postingsPage(campaign)),
      ...COUNTS.map((count) => one[count]),
    ]),
  };
}
