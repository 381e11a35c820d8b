import type { Definition } from '../../domain/campaign/definition/definition';
import type { RoundPlan } from '../../domain/campaign/plan';
import { earliest, type Instant, plusMs } from '../../domain/instant';
import type { Acted } from '../audit/audit-input';
import type { RowNoted } from '../audit/lists/list-season';
import { agenda } from '../clock/agenda';
import { chance } from '../people/chance';
import type { Heard } from '../people/heard';
import { type Dates, type Place, reportsAt, type Told } from '../people/villages';
import { linkInList } from '../people/visitor';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import { sendRows } from './list-visitor';
import { beyondOf, type Offer, offersOf, type RowForm } from './offers';
import { intentOf, type Proposal } from './proposals';
import { type Sending, sendingsOf } from './sendings';

/** Villages that propose rows of lists, and units that say that they are through with a later step. */
export interface ListVillages {
  nextAt(): Instant | null;
  /** @returns whether the round asks for rows, so that nobody else answers it */
  hear(heard: Heard, round: Omit<RoundPlan, 'areas'>): boolean;
  /** Sends what is due. @returns the reports, as the villages note them */
  act(at: Instant): Promise<Acted[]>;
  /** Every row that they sent, what they meant by it, and what the answer said. */
  noted(): readonly RowNoted[];
}

export interface ListCasting {
  seed: number;
  definition: Pick<Definition, 'forms' | 'lists'>;
  grid: WorkingGrid;
  /** Slots by list and unit; a list without quotas is absent. */
  slots: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** All units that are asked for lists, in one order. */
  units: readonly string[];
}

/** A village and its list. */
interface Village {
  link: string | null;
  list: string;
  slots: number | null;
  proposals: ReadonlyMap<string, Proposal>;
  versions: Map<string, number>;
  /** Rows that take a slot, as far as the village knows. */
  taken: Set<string>;
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

/** @returns the villages of a rehearsal; with the same seed they send the same at the same instants. */
export function createListVillages({ seed, definition, grid, slots, units }: ListCasting): ListVillages {
  const lists = Object.keys(definition.lists);
  const told = new Map<string, Told[]>();
  const settled = new Set<string>();
  const notes: RowNoted[] = [];
  const todo = agenda<Deed>();
  const through = agenda<Through>();

  function hear(heard: Heard, round: Omit<RoundPlan, 'areas'>): boolean {
    const { list, does, key } = round;
    if (list === undefined) return false;
    const place = `${heard.round} ${heard.region}`;
    if (settled.has(place)) return true;
    const messages = [...(told.get(place) ?? []), { kind: heard.kind, at: heard.at }];
    told.set(place, messages);
    const unit = heard.region;
    if (does !== 'propose') {
      const at = throughAt({ seed, unit, key }, messages, round, grid);
      if (at !== null) {
        settled.add(place);
        through.add(at, { heard, at });
      }
      return true;
    }
    const own = slots.get(list)?.get(unit) ?? null;
    const intent = intentOf({ seed, unit, list, slots: own, units, lists });
    const sendings = sendingsOf({ place: { seed, unit, key }, intent, told: messages, dates: round }, grid);
    if (sendings === null) return true;
    settled.add(place);
    const proposals = new Map(intent.proposals.map((one) => [one.row, one]));
    const village = { link: null, list, slots: own, proposals, versions: new Map(), taken: new Set<string>() };
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
    let whole = false;
    for (const offer of offersOf(sending, form, village)) whole = await offerRows(deed, offer);
    // Who has no free slot has nothing more to report.
    const isFull = village.taken.size === village.slots;
    if (sending.beyond.length > 0)
      whole = await offerRows(deed, beyondOf(isFull ? sending : { ...sending, beyond: [] }, form));
    return whole || (isFull && !sending.late) ? [reported(deed)] : [];
  }

  /** @returns whether the village has said that these are all, and was heard */
  async function offerRows({ heard, village, sending }: Deed, { meant, ...rows }: Offer): Promise<boolean> {
    const { round, region: unit } = heard;
    const answer = await sendRows(village.link ?? '', rows);
    const note = (row: string, outcome: string) =>
      void notes.push({ round, unit, row, at: sending.at, meant: meant.get(row) ?? 'good', outcome });
    if ('refused' in answer) {
      if (!sending.late) throw new Error(`The list ${village.list} of ${unit} was refused: ${answer.refused}`);
      for (const { row } of [...rows.rows, ...rows.gone]) note(row, answer.refused);
      return false;
    }
    for (const { row, outcome, version } of answer.rows) {
      note(row, outcome);
      if (version !== null) village.versions.set(row, version);
      if (outcome === 'taken') village.taken.add(row);
      if (outcome === 'gone') village.taken.delete(row);
    }
    return rows.whole;
  }

  return {
    nextAt: () => earliest(todo.nextAt(), through.nextAt()),
    hear,
    noted: () => notes,
    async act(at) {
      const acted: Acted[] = [];
      // One after the other: of two villages that name the same person, the same one is first each time.
      for (const deed of todo.take(at)) acted.push(...(await send(deed)));
      for (const { heard, at: when } of through.take(at)) acted.push(await sayThrough(heard, when));
      return acted;
    },
  };
}

const linkOf = async ({ link, amongSeveral, round, region }: Heard): Promise<string> =>
  amongSeveral ? linkInList(link, { round, unit: region }) : link;

/** Says that these are all: the server counts what was done with the rows. */
async function sayThrough(heard: Heard, at: Instant): Promise<Acted> {
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
