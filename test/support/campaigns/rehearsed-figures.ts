import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import type { Summary } from '../../../rehearsal/audit/summary';
import { inventRegister, overInvented } from '../../../rehearsal/ground';
import { rehearse } from '../../../rehearsal/rehearse';
import { loadSamples } from '../../../store/people/tables/samples/samples';
import { agrees, CAMPAIGNS, isRehearsed, seedFigures } from './seed-figures';
import { type Stage, testStage } from './stage';

/** A season of some hundred steps, slow on a loaded machine. */
const MOST_MS = 1_200_000;

/** The rehearsal of a file of tests, once it has ended. */
export interface Rehearsed {
  readonly stage: Stage;
  readonly summary: Summary;
  /** @returns how many rows a part of a statement finds in the rehearsal: `deeds where kind = 'raise'` */
  count(which: string): Promise<number>;
}

/**
 * Rehearses a template over its sample register, or over an invented one of some villages, once for the file that
 * calls this, and makes one test of each of its figures in the table, besides one of the audit.
 * @returns the rehearsal, for further tests of the file
 */
export function rehearsesItsFigures(campaign: string, { villages }: { villages?: number } = {}): Rehearsed {
  jest.setTimeout(MOST_MS);
  let stage: Stage | undefined;
  let summary: Summary | undefined;
  beforeAll(async () => {
    stage = await testStage();
    summary = await rehearsed(stage, { campaign, villages });
  });
  afterAll(() => stage?.close());
  const ended: Rehearsed = {
    get stage() {
      return there(stage);
    },
    get summary() {
      return there(summary);
    },
    async count(which) {
      const { sql } = ended.stage;
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from ${sql.unsafe(which)} and campaign_id = ${ended.summary.campaign}`;
      return row?.count ?? 0;
    },
  };

  test('the rehearsal ends without a violation, and its books balance', () => {
    const { audit, ledger } = ended.summary;
    expect(audit.violations).toEqual([]);
    expect(ledger?.balanced ?? true).toBe(true);
  });

  const own = seedFigures().filter((figure) => figure.campaign === campaign && isRehearsed(figure));
  for (const { says, place, value } of own)
    test(`${says}: ${place} is ${value}`, () => {
      const found = figureAt(ended.summary, place);
      if (!agrees(value, found)) expect(`${place} ${found}`).toBe(`${place} ${value}`);
    });
  return ended;
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The rehearsal did not end');
  return value;
}

async function rehearsed(
  stage: Stage,
  { campaign, villages }: { campaign: string; villages: number | undefined },
): Promise<Summary> {
  const file = join(CAMPAIGNS, `${campaign}.yaml`);
  const read = readDefinition(readFileSync(file, 'utf8'), { file }).definition;
  const definition = villages === undefined ? read : overInvented(read, villages);
  if (villages === undefined) await loadSamples(stage.sql, { top: definition.scope });
  else await inventRegister(stage.sql, definition, villages);
  return rehearse({
    ...stage,
    // All users of this Temporal share workflow ids.
    definition: { ...definition, id: `${campaign}-${randomBytes(4).toString('hex')}` },
    seed: 1,
    caps: { messages: 8, reminders: 3 },
    reportsDir: stage.env.REPORTS_DIR,
  });
}

/**
 * @param place `given CATEGORY|all households|persons|money|goods|total`, `given CATEGORY|all pieces ITEM`,
 *   `purse PURSE raised|given|left|spent|lost`, `list LIST proposed|checked|removed|posted|served …`, `figure STAGE
 *   FORM FIELD` (a sum of the report), `cases KIND opened|asked|answered|ended|open`, or `stage STAGE
 *   expected|onTime|late|missing`; several categories or fields are joined by `+`
 * @throws Error when the summary has nothing there
 */
export function figureAt({ ledger, lists, figures, stages, cases }: Summary, place: string): number {
  const [where, ...words] = place.split(' ');
  const [first = '', second = '', third = ''] = words;
  const found = (() => {
    switch (where) {
      case 'given': {
        const given = ledger && givenTo(ledger, first);
        return second === 'pieces' ? given?.pieces[third] : numberAt(given, second);
      }
      case 'purse':
        return numberAt(
          ledger?.purses.find(({ purse }) => purse === first),
          second,
        );
      case 'list':
        return numberAt(
          lists.find(({ id }) => id === first),
          second,
        );
      case 'figure':
        return sumOf(
          figures.filter((one) => one.stage === first && one.form === second && third.split('+').includes(one.field)),
        );
      case 'cases':
        return numberAt(
          cases.find(({ kind }) => kind === first),
          second,
        );
      case 'stage':
        return numberAt(
          stages.find(({ id }) => id === first),
          second,
        );
      default:
        throw new Error(`"${where}" is no place of a summary`);
    }
  })();
  if (found === undefined) throw new Error(`The summary has nothing at "${place}"`);
  return found;
}

const sumOf = (totals: readonly { sum: number }[]): number | undefined =>
  totals.length === 0 ? undefined : totals.reduce((all, { sum }) => all + sum, 0);

/** A property by its name, where it is a number. */
function numberAt(of: object | null | undefined, name: string): number | undefined {
  const value: unknown = Object.entries(of ?? {}).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : undefined;
}

function givenTo({ items, ...all }: NonNullable<Summary['ledger']>, category: string) {
  const own = items.filter((one) => category === 'all' || category.split('+').includes(one.category));
  if (own.length === 0) return null;
  const sum = (what: (one: (typeof own)[number]) => number) => own.reduce((total, one) => total + what(one), 0);
  const pieces: Record<string, number> = {};
  for (const { item, pieces: count } of own.flatMap(({ goods }) => goods)) pieces[item] = (pieces[item] ?? 0) + count;
  const fen = (yuan: number) => Math.round(yuan * 100);
  return {
    households: sum(({ households }) => households),
    persons: own.every(({ persons }) => persons !== null) ? sum(({ persons }) => persons ?? 0) : undefined,
    money: category === 'all' ? all.money : sum(({ money }) => fen(money)) / 100,
    goods:
      category === 'all'
        ? all.goods
        : sum(({ goods }) => goods.reduce((total, one) => total + fen(one.value), 0)) / 100,
    total: category === 'all' ? all.total : sum(({ total }) => fen(total)) / 100,
    pieces,
  };
}
