import type { Definition } from '../../domain/campaign/definition/definition';
import type { RoundPlan } from '../../domain/campaign/plan';
import { CASE_STAGE } from '../../domain/case/case-round';
import { earliest, type Instant, plusMs } from '../../domain/instant';
import type { Acted } from '../audit/audit-input';
import type { RowNoted } from '../audit/lists/list-season';
import { agenda } from '../clock/agenda';
import { chance } from '../people/chance';
import type { Heard } from '../people/heard';
import { inLanes } from '../people/in-parallel';
import { type Dates, type Place, reportsAt, type Told } from '../people/villages';
import { linkInList } from '../people/visitor';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import { readReturned, saysAll, sendRows } from './list-visitor';
import { againOf, beyondOf, type Offer, offersOf, type RowForm } from './offers';
import { type Intent, intentOf, type Proposal } from './proposals';
import { type Sending, sendingsOf } from './sendings';
import type { Shares } from './shares';

/** Villages that propose rows of lists, and units that say that they are through with a later step. */
export interface ListVillages {
  nextAt(): Instant | null;
  /**
   * @param place the unit in the round, the same in each rehearsal
   * @returns whether the round asks for rows, so that nobody else answers it
   */
  hear(heard: Heard, round: Omit<RoundPlan, 'areas'>, place: Place): boolean;
  /** Sends what is due. @returns the reports, as the villages note them */
  act(at: Instant): Promise<Acted[]>;
  /** Every row that they sent, what they meant by it, and what the answer said. */
  noted(): readonly RowNoted[];
}

export interface ListCasting {
  seed: number;
  shares: Shares;
  definition: Pick<Definition, 'forms' | 'lists'>;
  grid: WorkingGrid;
  /** Slots by list and unit; a list without quotas is absent. */
  slots: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** All units that are asked for lists, in one order. */
  units: readonly string[];
  /** What a unit means to send of a list; left out, it is drawn by lot. */
  intent?: ((place: { list: string; unit: string }) => Intent) | undefined;
}

/** A village and its list. */
interface Village {
  link: string | null;
  /** Key of the round that asks it for rows. */
  key: string;
  list: string;
  slots: number | null;
  /** Everything that it may ever send. */
  proposals: ReadonlyMap<string, Proposal>;
  versions: Map<string, number>;
  /** Rows that take a slot, as far as the village knows. */
  taken: Set<string>;
  /** Rows that another village has named too. */
  twins: Set<string>;
  /** Rounds that ask it for returned rows, and have no answer yet. */
  askedAgain: Set<string>;
}

/** A unit that has nothing more to do in a step after the proposal. */
interface Through {
  heard: Heard;
  at: Instant;
}

interface Deed {
  heard: Heard;
  village: Village;
  sending: Sending;
  form: RowForm;
}

/** A village that hands in again what was returned, by the link of that question. */
interface Again {
  heard: Heard;
  village: Village;
}

/** @returns the villages of a rehearsal; with the same seed they send the same at the same instants. */
export function createListVillages({
  seed,
  shares,
  definition,
  grid,
  slots,
  units,
  ...casting
}: ListCasting): ListVillages {
  const lists = Object.keys(definition.lists);
  const told = new Map<string, Told[]>();
  const settled = new Set<string>();
  const notes: RowNoted[] = [];
  const todo = agenda<Deed>();
  const through = agenda<Through>();
  const again = agenda<Again>();
  const villages = new Map<string, Village>();

  function hear(heard: Heard, round: Omit<RoundPlan, 'areas'>, place: Place): boolean {
    const { list } = round;
    if (list === undefined) return false;
    const where = `${heard.round} ${heard.region}`;
    if (settled.has(where)) return true;
    const messages = [...(told.get(where) ?? []), { kind: heard.kind, at: heard.at }];
    told.set(where, messages);
    if (plan(heard, { ...round, list }, { place, messages })) settled.add(where);
    return true;
  }

  /** @returns whether it is settled when the unit acts, whatever it hears next */
  function plan(
    heard: Heard,
    round: Omit<RoundPlan, 'areas'> & { list: string },
    { place, messages }: { place: Place; messages: readonly Told[] },
  ): boolean {
    const { list, does } = round;
    if (does !== 'propose') {
      const at = throughAt(place, messages, round, grid);
      if (at !== null) through.add(at, { heard, at });
      return at !== null;
    }
    if (round.stage === CASE_STAGE) {
      const village = villages.get(`${list} ${heard.region}`);
      if (!village) return false;
      village.askedAgain.add(heard.round);
      const at = reportsAt(place, messages, round, grid);
      if (at !== null) again.add(at, { heard: { ...heard, at }, village });
      return at !== null;
    }
    return planRows(heard, round, { place, messages });
  }

  function planRows(
    heard: Heard,
    { list, ...dates }: Omit<RoundPlan, 'areas'> & { list: string },
    { place, messages }: { place: Place; messages: readonly Told[] },
  ): boolean {
    const { unit, key } = place;
    const own = slots.get(list)?.get(unit) ?? null;
    const intent = casting.intent?.({ list, unit }) ?? intentOf({ seed, shares, unit, list, slots: own, units, lists });
    const sendings = sendingsOf({ place, intent, told: messages, dates }, grid);
    if (sendings === null) return false;
    const all = [...intent.proposals, ...intent.beyond, ...intent.unwilling];
    const village: Village = {
      ...{ link: null, key, list, slots: own },
      proposals: new Map(all.map((one) => [one.row, one])),
      versions: new Map(),
      taken: new Set(),
      twins: new Set(),
      askedAgain: new Set(),
    };
    villages.set(`${list} ${unit}`, village);
    for (const sending of sendings)
      todo.add(sending.at, { heard, village, sending, form: rowForm(list, { unit, key, at: sending.at }) });
    return true;
  }

  function rowForm(list: string, place: { unit: string; key: string; at: Instant }): RowForm {
    const { row = '', categories = [], consent } = definition.lists[list] ?? {};
    const form = definition.forms[row];
    if (!form) throw new Error(`List ${list} has no form for its rows`);
    return {
      form,
      category: categories[0] ?? '',
      consent: consent === 'required',
      filling: { seed, zone: grid.zone, ...place },
    };
  }

  async function send(deed: Deed): Promise<Acted[]> {
    const { heard, village, sending, form } = deed;
    village.link ??= await linkOf(heard);
    const link = village.link;
    const at = { ...heard, at: sending.at };
    // Who has rows returned cannot say that these are all.
    const mayCorrect = sending.whole && !sending.late && village.proposals.size > 0;
    const corrected = mayCorrect ? await correctReturned({ heard: at, village }, link) : [];
    let whole = false;
    for (const offer of offersOf(sending, form, village)) whole = await offerRows(deed, offer);
    // Who has no free slot has nothing more to report.
    const isFull = await hasNoSlot(village, link);
    if (sending.beyond.length > 0)
      whole = await offerRows(deed, beyondOf(isFull ? sending : { ...sending, beyond: [] }, form));
    return [...corrected, ...(whole || (isFull && !sending.late) ? [reported(deed)] : [])];
  }

  /** What was answered meanwhile, with another sending, asks no more. */
  const handInAgain = async (one: Again): Promise<Acted[]> =>
    one.village.askedAgain.has(one.heard.round) ? correctReturned(one, await linkOf(one.heard)) : [];

  /** Corrects all rows that the page shows as returned; that answers every question about them. */
  async function correctReturned({ heard, village }: Again, link: string): Promise<Acted[]> {
    const returned = await readReturned(link);
    if (returned.length === 0) return [];
    const { region: unit, at } = heard;
    const form = rowForm(village.list, { unit, key: village.key, at });
    const offer = againOf(returned, form, village);
    await offerRows({ heard, village, sending: { at, late: false } }, offer, link);
    // A row that has moved here is not the village's own.
    if (offer.rows.length < returned.length) return [];
    const answered = [...village.askedAgain];
    village.askedAgain.clear();
    return answered.map((round) => ({ kind: 'reported', via: 'form', round, region: unit, at }));
  }

  /** @returns whether the village has said that these are all, and was heard */
  async function offerRows(
    { heard, village, sending }: Pick<Deed, 'heard' | 'village'> & { sending: Pick<Sending, 'at' | 'late'> },
    { meant, ...rows }: Offer,
    link = village.link ?? '',
  ): Promise<boolean> {
    const { round, region: unit } = heard;
    const answer = await sendRows(link, rows);
    const note = (row: string, outcome: string) => {
      const { home = unit } = village.proposals.get(row) ?? {};
      notes.push({ round, unit, row, at: sending.at, meant: meant.get(row) ?? 'good', outcome, home });
    };
    if ('refused' in answer) {
      if (!sending.late) throw new Error(`The list ${village.list} of ${unit} was refused: ${answer.refused}`);
      for (const { row } of [...rows.rows, ...rows.gone]) note(row, answer.refused);
      return false;
    }
    for (const { row, outcome, version } of answer.rows) {
      note(row, outcome);
      if (version !== null) village.versions.set(row, version);
      if (outcome === 'taken') village.taken.add(row);
      if (outcome === 'twin') village.twins.add(row);
      if (outcome === 'gone') village.taken.delete(row);
    }
    return rows.whole;
  }

  return {
    nextAt: () => earliest(todo.nextAt(), through.nextAt(), again.nextAt()),
    hear,
    noted: () => notes,
    async act(at) {
      return [
        ...(await inLanes(AT_ONCE, todo.take(at), laneOf, send)).flat(),
        ...(await inLanes(AT_ONCE, again.take(at), ({ heard }) => heard.region, handInAgain)).flat(),
        ...(await inLanes(AT_ONCE, through.take(at), ({ heard }) => heard.region, sayThrough)),
      ];
    },
  };
}

/** Where it may have been decided that a row of two villages belongs here, only the page knows whether that is so. */
async function hasNoSlot({ taken, twins, slots }: Village, link: string): Promise<boolean> {
  if (slots === null || twins.size === 0 || taken.size + twins.size < slots) return taken.size === slots;
  return saysAll(link);
}

/** How many phones hand in rows at the same moment. */
const AT_ONCE = 8;

const linkOf = async ({ link, amongSeveral, round, region }: Heard): Promise<string> =>
  amongSeveral ? linkInList(link, { round, unit: region }) : link;

/**
 * Villages send side by side, each one thing after the other. Those that may name the same person do not: the same one
 * is first each time.
 */
const laneOf = ({ heard, village }: Pick<Deed, 'heard' | 'village'>): string =>
  [...village.proposals.values()].some(({ shared }) => shared) ? 'shared' : heard.region;

/** Says that these are all: the server counts what was done with the rows. */
async function sayThrough({ heard, at }: Through): Promise<Acted> {
  const { round, region } = heard;
  const answer = await sendRows(await linkOf(heard), { rows: [], gone: [], whole: true });
  if ('refused' in answer) throw new Error(`${round} refused that ${region} is through: ${answer.refused}`);
  return { kind: 'reported', via: 'form', round, region, at };
}

const LAST_DAYS_MS = 2 * 86_400_000;

/** @returns when a unit says so: in the last two days at the earliest, because rows come until then; null when never */
function throughAt(place: Place, told: readonly Told[], dates: Dates, grid: WorkingGrid): Instant | null {
  const at = reportsAt(place, told, dates, grid);
  const lastDays = plusMs(dates.dueAt, -LAST_DAYS_MS);
  if (at === null || at > lastDays) return at;
  const share = chance(place.seed, 'through', place.unit, place.key);
  return onGrid({ after: lastDays, before: dates.dueAt, share }, grid) ?? at;
}

const reported = ({ heard: { round, region }, sending: { at } }: Deed): Acted => ({
  kind: 'reported',
  via: 'form',
  round,
  region,
  at,
});
