import { type Calendar, createCalendar } from '../../domain/campaign/calendar/calendar';
import { localWords } from '../../domain/campaign/calendar/moments';
import { type Definition, type Language, say } from '../../domain/campaign/definition/definition';
import { byTime } from '../../domain/compare';
import type { Instant } from '../../domain/instant';
import { kindName, type RegionKind } from '../../domain/people/region-kinds';
import { rungKind } from '../../domain/round/rung-kinds';
import { minutesIn } from '../../domain/warning/alert/steps';
import { COLOUR_NAMES, HAZARD_NAMES } from '../../domain/warning/alert/titles';
import type { WhatIf, WhatIfAlert, WhatIfGround } from '../../domain/warning/what-if/what-if';
import { printTable } from '../output';
import { DRILL_TEXTS } from './weather-drill-texts';

interface Reader {
  calendar: Calendar;
  language: Language;
  kinds: readonly RegionKind[];
  /** Place names by code. */
  names: ReadonlyMap<string, string>;
}

/** Prints the events, their consequences in each area, and every message by date, in the campaign's time. */
export function printWhatIf(
  found: WhatIf,
  {
    definition,
    places,
    language,
    kinds,
  }: Pick<WhatIfGround, 'places'> & Pick<Reader, 'language' | 'kinds'> & { definition: Definition },
): void {
  const words = DRILL_TEXTS[language];
  const names = new Map(places.map(({ code, name }) => [code, name]));
  const reader = { calendar: createCalendar(definition), language, kinds, names };
  const out = (line: string) => process.stdout.write(`${line}\n`);
  out(words.eventsTitle);
  printEvents(found, reader);
  out(`\n${words.alertsTitle}`);
  printTable(
    [...words.alerts],
    found.alerts.map((alert) => alertRow(alert, reader)),
  );
  out(`\n${words.messagesTitle}`);
  printMessages(found, reader);
  const { alerts, patrols, sms, email } = found.totals;
  out(`\n${words.totals(alerts, patrols, sms, email)}`);
}

function printEvents({ events }: WhatIf, { language, names }: Reader): void {
  const words = DRILL_TEXTS[language];
  printTable(
    [...words.events],
    events.map(({ hazard, colour, issuer, messages, regions, unheard }) => [
      say(HAZARD_NAMES[hazard], language),
      colour && say(COLOUR_NAMES[colour], language),
      issuer,
      messages,
      regions.map((code) => names.get(code) ?? code).join(' '),
      unheard ? words.unheard[unheard] : words.answered,
    ]),
  );
}

function alertRow({ moves, held, putOff, ...alert }: WhatIfAlert, { calendar, language }: Reader) {
  const words = DRILL_TEXTS[language];
  const time = (at: Instant | undefined) => (at ? localWords(calendar, 'opens', at) : '');
  const changes = moves.map(({ change, colour }) =>
    [words.changes[change], colour && say(COLOUR_NAMES[colour], language)].filter(Boolean).join(' '),
  );
  const within = [...new Set(moves.flatMap(({ rule }) => (rule ? [words.minutes(minutesIn(rule.known))] : [])))];
  return [
    alert.place,
    say(HAZARD_NAMES[alert.hazard], language),
    alert.units,
    time(moves[0]?.at),
    time(moves.at(-1)?.at),
    changes.join(', '),
    within.join(', '),
    alert.totals.sms,
    alert.totals.email,
    alert.patrols.map(({ day, rounds }) => `${day.slice(5)}: ${rounds}`).join(', '),
    held.map(({ from, until }) => `${time(from)} – ${time(until)}`).join(', '),
    putOff
      .map(({ key, due, to }) => `${key} ${localWords(calendar, 'due', due)} → ${localWords(calendar, 'due', to)}`)
      .join(', '),
  ];
}

/** Joins areas with the same messages at the same time into one line. */
function printMessages({ alerts }: WhatIf, { calendar, language, kinds }: Reader): void {
  const words = DRILL_TEXTS[language];
  const lines = new Map<string, WhatIfAlert['messages'][number]>();
  for (const line of alerts.flatMap(({ messages }) => messages)) {
    const key = `${line.at} ${line.round} ${line.rung}`;
    const before = lines.get(key);
    lines.set(
      key,
      before
        ? {
            ...line,
            places: before.places + line.places,
            sms: before.sms + line.sms,
            email: before.email + line.email,
            unreachable: before.unreachable + line.unreachable,
          }
        : line,
    );
  }
  printTable(
    [...words.messages],
    [...lines.values()]
      .sort(byTime)
      .map(({ at, round, rung, kind, to, places, sms, email, unreachable }) => [
        localWords(calendar, 'opens', at),
        round,
        `${say(rungKind(kind).name, language)} ${rung}`,
        to ? kindName(kinds, to, language) : '',
        places,
        sms,
        email,
        unreachable,
      ]),
  );
}
