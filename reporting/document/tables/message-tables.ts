import { REASONS } from '../../../domain/message/message-states';
import type { Decision } from '../../figures/log';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import type { Cell, Table } from '../table';

/** Messages by state and channel. */
export function messagesTable({ messages }: Pick<ReportContent, 'messages'>, names: Names): Table {
  const { word } = names;
  const ways = (['sms', 'email', 'group'] as const).filter((way) => way !== 'group' || messages.group);
  const states = [...new Set(ways.flatMap((way) => Object.keys(messages[way] ?? {})))];
  const countsOf = (state: string) => ways.map((way) => messages[way]?.[state] ?? 0);
  const sums = (rows: readonly number[][]) => ways.map((_, nr) => total(rows.map((row) => row[nr] ?? 0)));
  const rows = states.map((state) => ({ state, counts: countsOf(state) }));
  const all = sums(rows.map(({ counts }) => counts));
  return {
    title: word('messages'),
    columns: [
      { label: word('state'), width: 20 },
      ...[...ways, 'total' as const].map((name) => ({ label: word(name), width: 10 })),
    ],
    rows: rows.map(({ state, counts }) => [names.wordFor(state), ...counts, total(counts)]),
    total: [word('total'), ...all, total(all)],
  };
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** What did not get through, by reason. */
export function shortfallsTable({ shortfalls }: ReportContent, names: Names): Table {
  const { word } = names;
  const columns = ['channel', 'state', 'reason', 'number'] as const;
  return {
    title: word('shortfalls'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [10, 20, 26, 10][nr] ?? 10 })),
    rows: shortfalls.map(({ channel, state, reason, messages }) => [
      word(channel),
      names.wordFor(state),
      reason && reasonText(reason, names),
      messages,
    ]),
  };
}

const reasonText = (reason: string, names: Names): string =>
  reason in REASONS ? names.say(REASONS[reason as keyof typeof REASONS]) : reason;

export function decisionsTable({ decisions }: ReportContent, names: Names): Table {
  const { word } = names;
  const columns = ['when', 'decision', 'target', 'due', 'locks', 'why'] as const;
  return {
    title: word('decisions'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [17, 12, 24, 14, 14, 30][nr] ?? 10 })),
    rows: decisions.map((decision): Cell[] => [
      { at: decision.at },
      word(decision.verb),
      targetText(decision, names) || null,
      dateCell(decision.target.due),
      dateCell(decision.target.lock),
      decision.reason,
    ]),
  };
}

/** An instant as a deadline; a day as the administrator typed it. */
const dateCell = (date: string | undefined): Cell => (date?.endsWith('Z') ? { until: date } : (date ?? null));

/** A key names a stage or one of its rounds. */
function targetText({ target: { key }, place }: Decision, names: Names): string {
  const round = key && (names.round(key) === key ? names.stage(key) : names.round(key));
  return [round, place].filter(Boolean).join(' · ');
}
