import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan, RoundPlan } from '../../domain/campaign/plan';
import { earliest, type Instant } from '../../domain/instant';
import type { RowNoted } from '../audit/lists/list-season';
import { type ListGround, listGround } from '../lists/list-ground';
import { createOffice, type Office, type OfficeDoor, type SlotsGiven } from '../lists/office';
import type { Shares } from '../lists/shares';
import type { Heard } from '../people/heard';
import type { WorkingGrid } from '../people/working-grid';
import { goodsDays } from './agendas';
import { createBooks } from './books';
import { bringIn } from './bring-in';
import { createHandOuts } from './hand-outs';
import { withHopes } from './needs';
import { createOffices } from './offices';
import { createPayer, type Payer } from './payer';
import type { Recipients } from './recipients';

/** Everybody who has to do with goods and money in a rehearsal. */
export interface GoodsPeople {
  nextAt(): Instant | null;
  hear(heard: Heard, round: Omit<RoundPlan, 'areas'>): void;
  act(at: Instant): Promise<void>;
}

/** @returns the people of a campaign that keeps accounts; with the same seed they do the same at the same instants */
export function createGoodsPeople({
  seed,
  plan,
  definition,
  recipients,
  grid,
  doors,
  shares,
  noted,
}: {
  seed: number;
  plan: Plan;
  definition: Definition;
  recipients: Recipients;
  grid: WorkingGrid;
  /** Of two officers. */
  doors: { first: OfficeDoor; second: OfficeDoor };
  shares: Shares;
  /** @returns what phones have sent so far, and what was answered */
  noted(): readonly RowNoted[];
}): GoodsPeople {
  const { campaign, scope: top } = plan;
  const both = <Door>(open: (door: OfficeDoor) => Door) => ({ first: open(doors.first), second: open(doors.second) });
  const sent = sentByPhone(noted);
  const offices = createOffices({
    ...{ seed, top, recipients, grid, sent },
    definition: withHopes(definition),
    days: goodsDays(definition, plan, grid),
    payer: payerOf(definition, doors.first, campaign),
    shares,
    office: both((door) => createOffice(door, campaign)),
    books: both((door) => createBooks(door, campaign)),
    bringIn: (list, rows) => bringIn(doors.first, { campaign, list }, definition, rows),
  });
  const handOuts = createHandOuts({ seed, lists: definition.lists, recipients, grid, sent });
  return {
    nextAt: () => earliest(offices.nextAt(), handOuts.nextAt()),
    hear: handOuts.hear,
    async act(at) {
      await offices.act(at);
      await handOuts.act(at);
    },
  };
}

/** The first bank of the definition pays; without one nobody asks it. */
function payerOf({ banks = {} }: Definition, door: OfficeDoor, campaign: string): Payer | null {
  const [bank] = Object.entries(banks);
  return bank ? createPayer(door, campaign, bank) : null;
}

/** Reads the notes of the phones on as they grow. */
function sentByPhone(noted: () => readonly RowNoted[]): (row: string) => boolean {
  const taken = new Set<string>();
  let read = 0;
  return (row) => {
    for (const { outcome, row: one } of noted().slice(read)) if (outcome === 'taken') taken.add(one);
    read = noted().length;
    return taken.has(row);
  };
}

/** @returns the units that are asked for rows, and the slots that their lists need */
export function writtenGround(
  { lists, standards }: Pick<Definition, 'lists' | 'standards'>,
  on: Parameters<typeof listGround>[1],
  { all }: Recipients,
): ListGround {
  const ground = listGround({ lists, standards }, on);
  const slots = new Map<string, Map<string, number>>();
  for (const list of ground.slots.keys()) {
    const byUnit = new Map<string, number>();
    for (const one of all) if (one.list === list) byUnit.set(one.unit, (byUnit.get(one.unit) ?? 0) + 1);
    slots.set(list, byUnit);
  }
  return { ...ground, slots };
}

/** Gives units the slots that their lists need, by category, as an officer does before the campaign opens. */
export async function giveWrittenQuotas(
  office: Office,
  { lists }: Pick<Definition, 'lists'>,
  { all }: Recipients,
): Promise<void> {
  for (const [list, { limit }] of Object.entries(lists)) {
    if (limit !== 'quotas') continue;
    const slots = new Map<string, SlotsGiven>();
    for (const { unit, category } of all.filter((one) => one.list === list)) {
      const place = `${unit} ${category}`;
      slots.set(place, { unit, category, slots: (slots.get(place)?.slots ?? 0) + 1 });
    }
    await office.giveQuotas(list, [...slots.values()]);
  }
}
