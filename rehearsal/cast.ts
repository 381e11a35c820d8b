import type { Instant } from '../domain/instant';
import type { Plan } from '../domain/plan';
import { roundsInAreas } from '../domain/round';
import { agenda } from './agenda';
import { fillIn, slip } from './answers';
import type { Acted } from './audit-input';
import { inParallel } from './in-parallel';
import { acknowledgesAt } from './officers';
import { correctsAt, habitsOf, type Place, reportsAt, type Told } from './villages';
import { acknowledge, handIn, NOTHING, openForm } from './visitor';
import type { WorkingGrid } from './working-grid';

/** A message that somebody read, with the link he found in it. */
export interface Heard {
  /** Workflow id of the round. */
  round: string;
  rung: string;
  kind: string;
  region: string;
  link: string;
  at: Instant;
}

/** The simulated people of a campaign: villages that report and officers that acknowledge. */
export interface Cast {
  /** When somebody acts next by himself; null while everybody waits to be told something. */
  nextAt(): Instant | null;
  hear(messages: readonly Heard[]): void;
  /** @returns what was done at the instant, each deed with its receipt. */
  act(at: Instant): Promise<Acted[]>;
}

interface Deed {
  kind: 'report' | 'correction' | 'acknowledgement';
  round: string;
  region: string;
  link: string;
  at: Instant;
}

/** As many phones are at the form at the same moment. */
const AT_ONCE = 8;

/** Brings the people of a plan to life; the same seed makes them do the same at the same instants. */
export function createCast({ seed, plan, grid }: { seed: number; plan: Plan; grid: WorkingGrid }): Cast {
  const rounds = new Map(roundsInAreas(plan).map(({ id, round }) => [id, round]));
  const told = new Map<string, Told[]>();
  const settled = new Set<string>();
  const todo = agenda<Deed>();

  function roundOf(id: string) {
    const round = rounds.get(id);
    if (!round) throw new Error(`Somebody was told of round ${id}, which the plan does not have`);
    return round;
  }
  const placeIn = ({ round, region }: Pick<Deed, 'round' | 'region'>): Place => ({
    seed,
    unit: region,
    key: roundOf(round).key,
  });

  function hearAsVillage({ round, region, kind, link, at }: Heard): void {
    const place = `${round} ${region}`;
    if (settled.has(place)) return;
    const messages = [...(told.get(place) ?? []), { kind, at }];
    told.set(place, messages);
    const reports = reportsAt(placeIn({ round, region }), messages, roundOf(round), grid);
    if (reports === null) return;
    settled.add(place);
    todo.add(reports, { kind: 'report', round, region, link, at: reports });
  }

  function hearAsOfficer({ round, region, rung, link, at }: Heard): void {
    const { key, rungs } = roundOf(round);
    const acknowledgeBy = rungs.find(({ id }) => id === rung)?.acknowledgeBy;
    const chase = `${round} ${region} ${rung}`;
    if (!acknowledgeBy || settled.has(chase)) return;
    settled.add(chase);
    const when = acknowledgesAt({ seed, region, key, rung, receivedAt: at, acknowledgeBy }, grid);
    if (when !== null) todo.add(when, { kind: 'acknowledgement', round, region, link, at: when });
  }

  async function report(deed: Deed): Promise<Acted> {
    const place = placeIn(deed);
    const receipt = await fillAndHandIn(deed, place, grid.zone);
    const again = deed.kind === 'report' ? correctsAt(place, deed.at, roundOf(deed.round), grid) : null;
    if (again !== null) todo.add(again, { ...deed, kind: 'correction', at: again });
    return { kind: 'reported', round: deed.round, region: deed.region, at: deed.at, receipt };
  }

  async function perform(deed: Deed): Promise<Acted> {
    if (deed.kind !== 'acknowledgement') return report(deed);
    await acknowledge(deed.link);
    return { kind: 'acknowledged', round: deed.round, region: deed.region, at: deed.at };
  }

  return {
    nextAt: () => todo.nextAt(),
    hear(messages) {
      for (const message of messages) {
        if (isReportLink(message.link)) hearAsVillage(message);
        else hearAsOfficer(message);
      }
    },
    act: (at) => inParallel(AT_ONCE, todo.take(at), perform),
  };
}

const isReportLink = (link: string): boolean => new URL(link).pathname.startsWith('/r/');

/** One sitting at the form: opens it, perhaps slips and reads the error, and comes away with a receipt. */
async function fillAndHandIn({ kind, link, at }: Deed, place: Place, zone: string): Promise<string> {
  const { fields, nothingAllowed } = await openForm(link);
  const habits = habitsOf(place);
  const answers = fillIn(fields, { ...place, version: kind === 'report' ? 1 : 2, at, zone });
  const bad = kind === 'report' && habits.slips ? slip(fields, answers) : null;
  if (bad) await mustBeRefused(link, bad, place);
  const nothing = kind === 'report' && habits.nothing && nothingAllowed && !bad;
  const answer = await handIn(link, nothing ? { [NOTHING]: 'yes' } : answers);
  if ('refused' in answer)
    throw new Error(`The form of ${place.key} refused good figures from ${place.unit}: ${answer.refused}`);
  return answer.receipt;
}

async function mustBeRefused(link: string, answers: Record<string, string>, { key, unit }: Place): Promise<void> {
  const answer = await handIn(link, answers);
  if ('receipt' in answer)
    throw new Error(`The form of ${key} took a value from ${unit} that it must refuse (receipt ${answer.receipt})`);
}
