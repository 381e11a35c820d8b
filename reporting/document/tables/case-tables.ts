import { outcomeName } from '../../../domain/case/case-kinds';
import { kindsOf } from '../../../domain/case/kinds-of';
import type { CaseFigures } from '../../../store/case/case-figures';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { casesPage } from '../pages';
import { linked, type Table } from '../table';

/** Counted as times, not as cases. */
const TIMES = 'asked';
const COUNTS = ['opened', 'asked', 'answered', 'inTime', 'overdue', 'ended', 'open'] as const;
const WORDS = {
  opened: 'casesOpened',
  asked: 'casesAsked',
  answered: 'casesAnswered',
  inTime: 'casesInTime',
  overdue: 'casesOverdue',
  ended: 'casesEnded',
  open: 'casesOpen',
} as const;

/** The cases by kind: how many came up, what became of them, and how many in time. */
export function casesTable({ campaign, caseFigures }: ReportContent, names: Names): Table {
  const { word } = names;
  const kinds = kindsOf(campaign.definition);
  const sum = (count: (typeof COUNTS)[number]) => caseFigures.reduce((all, one) => all + one[count], 0);
  return {
    title: word('caseKinds'),
    columns: [
      { label: word('kindOfCase'), width: 14 },
      ...COUNTS.map((count) => ({
        ...{ label: word(WORDS[count]), width: 8 },
        unit: () => (count === TIMES ? '' : word('inPieces')),
      })),
      { label: word('outcome'), width: 30 },
    ],
    rows: caseFigures.map((one) => [
      linked(names.say(kinds[one.kind]?.name ?? { 'zh-CN': one.kind }), casesPage(campaign)),
      ...COUNTS.map((count) => one[count]),
      outcomesOf(one, names, kinds),
    ]),
    ...(caseFigures.length > 1 && { total: [word('total'), ...COUNTS.map(sum), null] }),
  };
}

/** 成立1件；不成立2件 */
function outcomesOf(
  { kind, outcomes }: CaseFigures,
  { say, locale }: Names,
  kinds: ReturnType<typeof kindsOf>,
): string | null {
  if (outcomes.length === 0) return null;
  const english = locale.language === 'en';
  const said = outcomes.map(
    ({ outcome, cases }) => `${say(outcomeName(kinds[kind], outcome))}${english ? ` ${cases}` : `${cases}件`}`,
  );
  return said.join(english ? '; ' : '；');
}
