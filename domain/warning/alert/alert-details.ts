import type { RoundOutcome, UnplannedRound } from '../../round/round';
import type { Standing } from './alert';

interface Details {
  title: string;
  standing: Pick<Standing, 'colour' | 'endsAt'> | null;
  rounds: Readonly<Record<string, { ask: string; outcome: RoundOutcome | null }>>;
  patrols: readonly UnplannedRound[];
  lots: number;
}

/** @returns the Markdown that ops staff see as the current details of an alert in the Temporal UI: codes and counts. */
export function alertDetails({ title, standing, rounds, patrols, lots }: Details): string {
  const rows = Object.entries(rounds).map(([id, { ask, outcome }]) => {
    const counts = outcome ? `${outcome.as} | ${outcome.onTime + outcome.late} | ${outcome.missing}` : 'open | |';
    return `| ${ask} | ${id.split('/').slice(2).join('/')} | ${counts} |`;
  });
  return [
    `**${title}** · ${standing ? `${standing.colour} until ${standing.endsAt}` : 'over'}`,
    '',
    '| asks | round | state | answered | missing |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    `Next patrol: ${patrols[0]?.round.opensAt ?? 'none'} (${patrols.length} to come) · lots of cases: ${lots}`,
  ].join('\n');
}
