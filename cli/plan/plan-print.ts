import { type Calendar, createCalendar } from '../../domain/campaign/calendar/calendar';
import { localWords } from '../../domain/campaign/calendar/moments';
import { monthsOf, seasonInWords } from '../../domain/campaign/calendar/season-months';
import { type Definition, type Language, say } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import type { Preview } from '../../domain/campaign/preview';
import { kindName, type RegionKind } from '../../domain/people/region-kinds';
import { rungKind } from '../../domain/round/rung-kinds';
import { printTable, progress } from '../output';
import { PLAN_TEXTS } from './plan-texts';

/** The data of a printed plan. */
export interface PrintedPlan {
  definition: Definition;
  plan: Plan;
  preview: Preview;
  /** Yuan, null when no price was given. */
  cost: number | null;
  language: Language;
  /** Kinds of the register, for their names. */
  kinds: readonly RegionKind[];
}

/** Prints the calendar, every message by date where asked, and the totals; all times are in the campaign's zone. */
export function printPlan(printed: PrintedPlan, { messages }: { messages: boolean }): void {
  const { plan, preview, cost, language } = printed;
  const words = PLAN_TEXTS[language];
  const calendar = createCalendar(printed.definition);
  const out = (line: string) => process.stdout.write(`${line}\n`);
  out(`${plan.name}  ${plan.campaign}  ${seasonInWords(monthsOf(plan))}  ${plan.zone}\n`);
  printCalendar(printed, calendar);
  if (messages) {
    out(`\n${words.messagesTitle}`);
    printMessages(printed, calendar);
  }
  const { sms, segments, email } = preview.totals;
  out(`\n${words.totals(sms, segments, email)}`);
  if (cost !== null) out(words.cost(cost.toFixed(2)));
  if (!messages) out('');
  for (const warning of plan.warnings) progress(`${words.warning}: ${warning}`);
}

function printCalendar({ plan, language, kinds }: PrintedPlan, calendar: Calendar): void {
  const rows = plan.stages.flatMap((stage) =>
    stage.rounds.map((round) => [
      stage.name,
      round.key,
      kindName(kinds, round.of, language),
      localWords(calendar, 'opens', round.opensAt),
      localWords(calendar, 'due', round.dueAt),
      localWords(calendar, 'lock', round.locksAt),
      round.areas.reduce((sum, { units }) => sum + units, 0),
      round.areas.length,
    ]),
  );
  printTable([...PLAN_TEXTS[language].calendar], rows);
}

function printMessages({ preview, language, kinds }: PrintedPlan, calendar: Calendar): void {
  const words = PLAN_TEXTS[language];
  const rows = preview.lines.map((line) => [
    localWords(calendar, 'opens', line.at),
    line.round,
    `${say(rungKind(line.kind).name, language)} ${line.rung}`,
    [line.to ? kindName(kinds, line.to, language) : '', line.role ?? ''].filter(Boolean).join(' '),
    line.places,
    line.sms,
    line.segments,
    line.email,
    line.unreachable,
  ]);
  printTable([...words.messages], rows);
}
