import type { Definition } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import type { Acted } from '../audit/audit-input';
import { agenda } from '../clock/agenda';
import type { Office } from '../lists/office';
import { rowId } from '../lists/proposals';
import { fillIn } from './answers';
import { lastBefore, type WorkingGrid } from './working-grid';
import type { Written, WrittenFigures } from './written-figures';

/**
 * Units that are silent until the end, though their figures are needed: they telephone, and an office hands them in.
 */
export interface Telephone {
  nextAt(): Instant | null;
  /** The unit has reported by itself. */
  note(report: { round: string; region: string }): void;
  act(at: Instant): Promise<Acted[]>;
}

export function createTelephone({
  seed,
  grid,
  forms,
  written,
  office,
  formOf,
}: {
  seed: number;
  grid: WorkingGrid;
  forms: Definition['forms'];
  written: WrittenFigures;
  office: Pick<Office, 'report'>;
  /** @returns the form of a round */
  formOf(round: string): string;
}): Telephone {
  const todo = agenda<Written>();
  const reported = new Set<string>();
  for (const one of written.all) todo.add(lastBefore(one.locksAt, grid), one);

  async function handIn({ round, key, unit, figures: own }: Written, at: Instant): Promise<Acted[]> {
    if (reported.has(`${round} ${unit}`)) return [];
    const fields = (forms[formOf(round)]?.fields ?? []).filter(({ type }) => type !== 'photo');
    const asked = fields.map(({ choices = [], ...field }) => ({
      ...field,
      choices: choices.map(({ value }) => value),
    }));
    const figures = fillIn(asked, { seed, unit, key, version: 1, at, zone: grid.zone, own });
    await office.report({ key, unit }, figures, rowId(seed, 'telephone', key, unit));
    return [{ kind: 'reported', via: 'form', round, region: unit, at }];
  }

  return {
    nextAt: () => todo.nextAt(),
    note: ({ round, region }) => void reported.add(`${round} ${region}`),
    async act(at) {
      const acted: Acted[] = [];
      for (const one of todo.take(at)) acted.push(...(await handIn(one, at)));
      return acted;
    },
  };
}
