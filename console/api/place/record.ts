import type { z } from 'zod';
import type { Form, Language } from '../../../domain/campaign/definition/definition';
import { masked, maskedName } from '../../../domain/people/masks';
import { kindOf } from '../../../domain/report/field-kinds';
import { campaignsOfPlace, rowsOfPlace } from '../../../reporting/place/campaigns-of-place';
import { type OwnRound, ownRounds, type Version, versionsOf } from '../../../reporting/place/own-rounds';
import { type RoundBelow, roundsBelow } from '../../../reporting/place/rounds-below';
import { listCases } from '../../../store/case/case-list';
import type { Sql } from '../../../store/db/db';
import { messagesTo } from '../../../store/message/message-search';
import { campaignsLeavingOut } from '../../../store/people/left-out';
import { peopleOf, placeNamed } from '../../../store/people/places';
import { childRegions } from '../../../store/people/region-children';
import { callList } from '../../../store/round/calls';
import { chaseWork } from '../../../store/round/chase-work';
import { asHandedIn, figureLines } from '../../village/format';
import { shownInList } from '../message/messages';
import type { placeRecordSchema } from './place-schemas';

type Record = z.input<typeof placeRecordSchema>;
type RoundShown = Record['rounds'][number];

interface Wanted {
  code: string;
  /** The reader's region; null for all. */
  top: string | null;
  campaign: string | undefined;
  /** Whether the reader may see people, masked. */
  people: boolean;
  language: Language;
}

/** Most lines of a list on the page; each list has a page of its own. */
const MOST = 50;
const MOST_BELOW = 600;

/** @returns the record of a place; null when the register has none with this code */
export async function recordOfPlace(sql: Sql, wanted: Wanted): Promise<Record | null> {
  const { code, top, people } = wanted;
  const place = await placeNamed(sql, { code, top });
  if (!place) return null;
  const [children, leftOutOf, persons, campaigns] = await Promise.all([
    childRegions(sql, { under: code, top }),
    campaignsLeavingOut(sql, code),
    people ? peopleOf(sql, code) : [],
    campaignsOfPlace(sql, code),
  ]);
  const campaign = campaigns.find(({ id }) => id === wanted.campaign) ?? campaigns[0] ?? null;
  return {
    ...place,
    leftOutOf,
    below: children.slice(0, MOST_BELOW).map(({ code: below, name }) => ({ code: below, name })),
    moreBelow: children.length > MOST_BELOW,
    people: persons.map((person) => masked(person)),
    campaigns,
    campaign,
    ...(campaign ? await inCampaign(sql, campaign.id, wanted) : NOTHING),
  };
}

const NOTHING = { rounds: [], rows: [], messages: [], calls: [], chases: [], cases: [] };

async function inCampaign(sql: Sql, campaign: string, { code, top, people, language }: Wanted) {
  const here = { campaign, place: code };
  const about = { top, campaign, limit: MOST };
  const cases = { ...about, view: 'area' as const, region: code };
  const [own, versions, below, rows, messages, calls, chases, open, closed] = await Promise.all([
    ownRounds(sql, here),
    versionsOf(sql, here),
    roundsBelow(sql, here),
    rowsOfPlace(sql, here),
    messagesTo(sql, { ...about, region: code, people }),
    callList(sql, { ...about, unit: code, people }),
    chaseWork(sql, { ...about, about: code }),
    listCases(sql, { ...cases, closed: false }),
    listCases(sql, { ...cases, closed: true }),
  ]);
  return {
    rounds: roundsOf({ own, versions, below }, { people, language }),
    rows,
    messages: messages.map(shownInList),
    calls: calls.map((call) => ({ ...call, people: call.people.map(masked) })),
    chases,
    cases: [...open, ...closed].slice(0, MOST),
  };
}

interface Read {
  own: readonly OwnRound[];
  versions: readonly Version[];
  below: readonly RoundBelow[];
}

/** Puts what the place itself is asked beside what is asked below it, as the rounds began. */
function roundsOf({ own, versions, below }: Read, reader: Pick<Wanted, 'people' | 'language'>): RoundShown[] {
  const keys = [...new Set([...own, ...below].map(({ key }) => key))];
  return keys
    .flatMap((key): RoundShown[] => {
      const mine = own.find((round) => round.key === key);
      const theirs = below.find((round) => round.key === key);
      const round = mine ?? theirs;
      if (!round) return [];
      const { form, stage, of, list, does, lot, opensAt, dueAt, locksAt, state } = round;
      const ofRound = versions.filter((version) => version.key === key);
      return [
        {
          ...{ key, stage, of, form, list, does, isCase: lot !== null, opensAt, dueAt, locksAt, state },
          own: mine ? ownShown(mine, ofRound, reader) : null,
          below: theirs ? belowShown(theirs, reader.language) : null,
        },
      ];
    })
    .sort((one, other) => one.opensAt.localeCompare(other.opensAt));
}

function ownShown(
  { form, reportedAt, onPaper, reason, told, toldAt }: OwnRound,
  versions: readonly Version[],
  { people, language }: Pick<Wanted, 'people' | 'language'>,
): NonNullable<RoundShown['own']> {
  return {
    ...{ reportedAt, onPaper, reason, told, toldAt },
    versions: versions.map(({ key: _, figures, contact, ...version }) => ({
      ...version,
      contact: people && contact !== null ? maskedName(contact) : null,
      lines: figureLines(form, figures, language),
    })),
    figures: asHandedIn(form, versions[0]?.figures ?? {}),
  };
}

function belowShown(
  { form, expected, onTime, late, onPaper, sums }: RoundBelow,
  language: Language,
): NonNullable<RoundShown['below']> {
  return { expected, onTime, late, onPaper, sums: figureLines(withNumbers(form), sums, language) };
}

const withNumbers = (form: Form): Form => ({
  ...form,
  fields: form.fields.filter(({ type }) => kindOf(type).decimals !== undefined),
});
