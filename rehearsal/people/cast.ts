import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { earliest, type Instant } from '../../domain/instant';
import { onlyAnswer } from '../../domain/message/reply';
import { roundsInAreas } from '../../domain/round/round';
import { type AlertRoundHeld, isUnplanned } from '../audit/alert-rounds';
import type { Acted } from '../audit/audit-input';
import { agenda } from '../clock/agenda';
import { lastMessages } from '../clock/last-messages';
import type { ListVillages } from '../lists/list-villages';
import type { Office } from '../lists/office';
import { type Answers, fillIn, slip } from './answers';
import type { Heard } from './heard';
import { inParallel } from './in-parallel';
import { acknowledgesAt, writesBack } from './officers';
import { answersAlertAt, reactsAt } from './reactions';
import { readWord, reportInWords, STOP_MEANT, stopWord, unclearWords } from './sms-words';
import { createTelephone } from './telephone';
import { correctsAt, habitsOf, type Place, reportsAt, saysAgainAt, stopsAt, type Told } from './villages';
import { acknowledge, handIn, linkInList, NOTHING, openForm, otherTasks } from './visitor';
import type { WorkingGrid } from './working-grid';
import type { WrittenFigures } from './written-figures';

/** The simulated people of a campaign: villages that report and officers that acknowledge. */
export interface Cast {
  /** @returns when a person acts next without a further message; null while all wait for a message. */
  nextAt(): Instant | null;
  hear(messages: readonly Heard[]): void;
  /** Adds rounds that warnings opened besides the plan's. */
  learn(rounds: readonly AlertRoundHeld[]): void;
  /** Lets people act at the instant. @returns their acts, as they note them. */
  act(at: Instant): Promise<Acted[]>;
}

/** An act that a person has planned in answer to a message. */
interface Deed extends Omit<Heard, 'kind'> {
  kind: 'report' | 'correction' | 'acknowledgement' | 'stop';
  /** Repeated because the first SMS was not understood. */
  again?: boolean;
}

/** In the key of a round: the kind of its cases, and the number of the lot that they came from. */
const LOT_NUMBER = /^(case\..+?)-\d+\./;

/** How many phones use the form at the same moment. */
const AT_ONCE = 8;

export interface Casting {
  seed: number;
  plan: Plan;
  grid: WorkingGrid;
  /** The definition's forms: people who answer by SMS know how to write an answer. */
  forms: Definition['forms'];
  /** Writes an SMS on a phone. */
  reply(phone: string, content: string): Promise<void>;
  /** Those who answer rounds about lists. */
  lists: ListVillages;
  /** What reports must add up to. */
  written: WrittenFigures;
  /** Who hands in such a report for a unit that is silent until the end. */
  office: Pick<Office, 'report'>;
}

/** Creates the simulated people of a plan; with the same seed they do the same at the same instants. */
export function createCast({ seed, plan, grid, forms, reply, lists, written, office }: Casting): Cast {
  const rounds = new Map(roundsInAreas(plan).map(({ id, round }) => [id, round]));
  /** Keys of rounds of cases without numbers that are others in each rehearsal. */
  const keys = new Map<string, string>();
  const told = new Map<string, Told[]>();
  const settled = new Set<string>();
  const stopped = new Set<number>();
  const ended = new Set<string>();
  const chased = lastMessages();
  const heardLast = lastMessages();
  const todo = agenda<Deed>();
  const byTelephone = createTelephone({ seed, grid, forms, written, office, formOf: (id) => roundOf(id).form });

  function roundOf(id: string) {
    const round = rounds.get(id);
    if (!round) throw new Error(`Somebody was told of round ${id}, which the plan does not have`);
    return round;
  }
  const isOfWarning = (id: string) => isUnplanned({ round: roundOf(id) });
  const placeIn = ({ round, region }: Pick<Deed, 'round' | 'region'>): Place => ({
    seed,
    unit: region,
    key: keys.get(round) ?? roundOf(round).key,
  });

  function hearAsVillage(heard: Heard): void {
    const { round, region, kind, at } = heard;
    const place = `${round} ${region}`;
    const messages = [...(told.get(place) ?? []), { kind, at }];
    if (messages.length === 1) mayStop(heard);
    told.set(place, messages);
    if (settled.has(place) || lists.hear(heard, roundOf(round), placeIn(heard))) return;
    const reports = isOfWarning(round)
      ? reactsAt(placeIn(heard), messages, roundOf(round))
      : reportsAt(placeIn(heard), messages, roundOf(round), grid);
    if (reports === null) return;
    settled.add(place);
    todo.add(reports, { ...heard, kind: 'report', at: reports });
  }

  function mayStop(heard: Heard): void {
    if (isOfWarning(heard.round)) return;
    const at = heard.phone === null ? null : stopsAt(placeIn(heard), heard, roundOf(heard.round), grid);
    if (at !== null) todo.add(at, { ...heard, kind: 'stop', at });
  }

  function hearAsOfficer(heard: Heard): void {
    const { round, region, rung, at } = heard;
    const { key, rungs } = roundOf(round);
    const acknowledgeBy = rungs.find(({ id }) => id === rung)?.acknowledgeBy;
    const chase = `${round} ${region} ${rung}`;
    chased.note(heard);
    if (!acknowledgeBy || settled.has(chase)) return;
    settled.add(chase);
    const when = isOfWarning(round)
      ? answersAlertAt({ seed, region, key, rung }, { receivedAt: at, acknowledgeBy })
      : acknowledgesAt({ seed, region, key, rung, receivedAt: at, acknowledgeBy }, grid);
    if (when !== null) todo.add(when, { ...heard, kind: 'acknowledgement', at: when });
  }

  /** @returns a report by SMS, when it is unambiguous: the region has only one open question at the moment. */
  function wordsOfReport(deed: Deed, place: Place): string | null {
    const { writes, nothing } = habitsOf(place);
    const form = forms[roundOf(deed.round).form];
    if (!writes || stopped.has(deed.contact)) return null;
    if (form && onlyAnswer(form)) return heardLast.isLast(deed) ? readWord(place) : null;
    if (isAskedMore(deed)) return null;
    const own = written.of(place);
    const filling = { ...place, version: 1, at: deed.at, zone: grid.zone, own };
    return form ? reportInWords(form, filling, nothing && own === null) : null;
  }

  function isAskedMore({ round, at }: Deed): boolean {
    const { key, of } = roundOf(round);
    return [...rounds.values()].some(
      (other) => other.key !== key && other.of === of && other.opensAt <= at && at <= other.locksAt,
    );
  }

  async function report(deed: Deed): Promise<Acted[]> {
    const place = placeIn(deed);
    const { phone } = deed;
    const words = phone === null ? null : wordsOfReport(deed, place);
    if (phone === null || words === null) return [await reportByForm(deed, place)];
    const unclear = await perhapsUnclear({ ...deed, phone }, place);
    if (unclear) return unclear;
    await reply(phone, words);
    byTelephone.note(deed);
    correctLater(deed, place);
    return [{ kind: 'reported', via: 'sms', ...whereabouts(deed) }];
  }

  /** Skipped for an officer who is chased as well: an unclear answer could belong to either question. */
  async function perhapsUnclear(deed: Deed & { phone: string }, place: Place): Promise<Acted[] | null> {
    if (isOfWarning(deed.round)) return null;
    const { unclear } = habitsOf(place);
    const again =
      unclear > 0 && !deed.again && !chased.knows(deed.contact)
        ? saysAgainAt(deed.at, roundOf(deed.round), grid)
        : null;
    if (again === null) return null;
    for (const words of unclearWords(place, unclear)) await reply(deed.phone, words);
    todo.add(again, { ...deed, at: again, again: true });
    return Array.from({ length: unclear }, () => ({ kind: 'unclear', via: 'sms', ...whereabouts(deed) }) as const);
  }

  async function reportByForm(deed: Deed, place: Place): Promise<Acted> {
    await fillAndHandIn(deed, place, { zone: grid.zone, own: written.of(place) });
    byTelephone.note(deed);
    if (deed.kind === 'report') correctLater(deed, place);
    await goOn(deed);
    const { round, region, at } = deed;
    return { kind: 'reported', via: 'form', round, region, at };
  }

  /**
   * After a village acknowledges a warning, its page asks whether people were sent, and then whether the work is done.
   */
  async function goOn(deed: Deed): Promise<void> {
    if (!isOfWarning(deed.round) || roundOf(deed.round).ask !== 'known') return;
    const warning = roundOf(deed.round).key.replace(/known$/, '');
    for (const { round, link } of await otherTasks(deed.link)) {
      const next = rounds.get(round);
      if (!next?.key.startsWith(warning) || settled.has(`${round} ${deed.region}`)) continue;
      const at = reactsAt(placeIn({ ...deed, round }), [{ kind: 'task', at: deed.at }], next);
      if (at === null) continue;
      settled.add(`${round} ${deed.region}`);
      todo.add(at, { ...deed, kind: 'report', round, link, at });
    }
  }

  function correctLater(deed: Deed, place: Place): void {
    if (isOfWarning(deed.round)) return;
    const again = correctsAt(place, deed.at, roundOf(deed.round), grid);
    if (again !== null) todo.add(again, { ...deed, kind: 'correction', at: again });
  }

  async function acknowledgeChase(deed: Deed): Promise<Acted> {
    const { round, region, rung, contact, phone, link, at } = deed;
    const { key } = roundOf(round);
    const writes = !stopped.has(contact) && chased.isLast(deed) && writesBack({ seed, region, key, rung });
    if (phone !== null && writes) {
      await reply(phone, readWord(placeIn(deed)));
      return { kind: 'acknowledged', via: 'sms', ...whereabouts(deed) };
    }
    await acknowledge(link);
    return { kind: 'acknowledged', via: 'form', round, region, at };
  }

  async function stop(deed: Deed): Promise<Acted[]> {
    if (deed.phone === null || stopped.has(deed.contact)) return [];
    stopped.add(deed.contact);
    await reply(deed.phone, stopWord(placeIn(deed)));
    // Writes a second time, as the answer to the first SMS asks.
    await reply(deed.phone, STOP_MEANT);
    return [{ kind: 'stopped', via: 'sms', ...whereabouts(deed) }];
  }

  async function perform(deed: Deed): Promise<Acted[]> {
    // A stronger warning asks again, and the village no longer answers the weaker one.
    if (ended.has(deed.round)) return [];
    switch (deed.kind) {
      case 'stop':
        return stop(deed);
      case 'acknowledgement':
        return [await acknowledgeChase(deed)];
      case 'correction':
        return [await reportByForm(deed, placeIn(deed))];
      default:
        return report(deed);
    }
  }

  return {
    nextAt: () => earliest(todo.nextAt(), lists.nextAt(), byTelephone.nextAt()),
    learn(learned) {
      for (const { id, round, lot, endedAt } of learned) {
        rounds.set(id, round);
        // Cases that are passed on leave their lot; its rounds keep their names.
        if (lot && !keys.has(id)) keys.set(id, round.key.replace(LOT_NUMBER, `$1-${lot}.`));
        if (endedAt !== null) ended.add(id);
      }
    },
    hear(messages) {
      for (const message of messages) {
        heardLast.note(message);
        if (isReportLink(message.link)) hearAsVillage(message);
        else hearAsOfficer(message);
      }
    },
    act: async (at) => [
      ...(await inParallel(AT_ONCE, todo.take(at), perform)).flat(),
      ...(await lists.act(at)),
      ...(await byTelephone.act(at)),
    ],
  };
}

const whereabouts = ({ round, region, contact, at }: Deed) => ({ round, region, contact, at });

const isReportLink = (link: string): boolean => new URL(link).pathname.startsWith('/r/');

/** One visit to the form: opens it, perhaps makes a mistake and reads the error, and leaves with a receipt. */
async function fillAndHandIn(
  deed: Deed,
  place: Place,
  { zone, own }: { zone: string; own: Answers | null },
): Promise<void> {
  const { kind, at } = deed;
  const link = deed.amongSeveral ? await linkInList(deed.link, { round: deed.round, unit: deed.region }) : deed.link;
  const { fields, nothingAllowed } = await openForm(link);
  const habits = habitsOf(place);
  const answers = fillIn(fields, { ...place, version: kind === 'report' ? 1 : 2, at, zone, own });
  const bad = kind === 'report' && habits.slips ? slip(fields, answers) : null;
  if (bad) await mustBeRefused(link, bad, place);
  const nothing = kind === 'report' && habits.nothing && nothingAllowed && !bad && own === null;
  const answer = await handIn(link, nothing ? { [NOTHING]: 'yes' } : answers);
  if ('refused' in answer)
    throw new Error(`The form of ${place.key} refused good figures from ${place.unit}: ${answer.refused}`);
}

async function mustBeRefused(link: string, answers: Record<string, string>, { key, unit }: Place): Promise<void> {
  const answer = await handIn(link, answers);
  if ('receipt' in answer)
    throw new Error(`The form of ${key} took a value from ${unit} that it must refuse (receipt ${answer.receipt})`);
}
