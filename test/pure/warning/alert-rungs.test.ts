import { warningRules } from '../../../config/warning-rules';
import { createCalendar } from '../../../domain/campaign/calendar/calendar';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Rung } from '../../../domain/campaign/plan';
import { CASE_KINDS } from '../../../domain/case/built-in-kinds';
import { caseRound } from '../../../domain/case/case-round';
import type { Instant } from '../../../domain/instant';
import { type RegionView, regionTree } from '../../../domain/people/regions';
import type { UnplannedRound } from '../../../domain/round/round';
import { assess } from '../../../domain/warning/alert/assessment';
import { ladderOf, laddersFor, ruleFor } from '../../../domain/warning/alert/rules';
import { COLOURS, type Colour, HAZARDS, type Hazard } from '../../../domain/warning/feed/warning';
import { county, definitionWith } from '../../support/campaigns/plans';

/*
 * All effects of config/warning-rules.yaml on a warning, in a snapshot beside this file: every hazard and colour, all
 * superiors of the units, day and night, all rounds and all rungs. It shows the effect of a changed ladder.
 */

const calendar = createCalendar(definitionWith());
const LADDERS = laddersFor(warningRules(), {});
const plan = compile({ definition: definitionWith(), regions: county(1) });

/** A chain of regions from the top down, one below the other. */
const chain = (...kinds: string[]): RegionView[] =>
  kinds.map((kind, nr) => ({
    code: kind,
    parent: kinds[nr - 1] ?? null,
    kind,
    name: kind,
    level: nr + 1,
  }));

const TREES: Record<string, RegionView[]> = {
  'village below township and county': chain('county', 'township', 'village'),
  'village below a township alone': chain('township', 'village'),
  'community right below its county': chain('county', 'community'),
  'village by itself': chain('village'),
  'group below village, township, county and city': chain('city', 'county', 'township', 'village', 'group'),
  'village below township and city, without a county': chain('city', 'township', 'village'),
};

const TIMES: Record<string, Instant> = {
  'by day': calendar.at('2027-01-09', '10:00'),
  // The deadlines of a blue one fall into the quiet hours.
  'in the evening': calendar.at('2027-01-09', '18:00'),
  'by night': calendar.at('2027-01-09', '02:50'),
};

const local = (at: Instant): string => `${calendar.dayOf(at).slice(5)} ${calendar.timeOf(at)}`;

function lineOf({ id, at, kind, message, audience, ...rung }: Rung, locksAt: Instant): string {
  const { up, deputy, ...others } = audience;
  return [
    `  ${local(at)} ${id}: ${kind} ${message} up ${up}`,
    deputy && 'deputy',
    rung.channels.join('+'),
    rung.send,
    rung.urgent && 'urgent',
    rung.acknowledgeBy && `acknowledged by ${local(rung.acknowledgeBy)}`,
    rung.validUntil !== locksAt && `valid until ${local(rung.validUntil)}`,
    rung.raises && `raises ${rung.raises}`,
    Object.keys(others).length > 0 && JSON.stringify(others),
  ]
    .filter(Boolean)
    .join(' ');
}

const linesOf = ({ round }: UnplannedRound): string[] => [
  `${round.key.replace(/^.*?\./, '')} (${round.form}, ${round.of}): ${local(round.opensAt)}, due ${local(round.dueAt)}, locks ${local(round.locksAt)}`,
  ...round.rungs.map((rung) => lineOf(rung, round.locksAt)),
];

/** @returns all rounds of a warning that lasts fourteen hours, and the first revisit of one that refused help. */
function answer(hazard: Hazard, colour: Colour, regions: RegionView[], now: Instant): string {
  const tree = regionTree(regions);
  const of = regions.at(-1)?.kind ?? '';
  const ruleOf = (one: Colour) => ruleFor(warningRules(), {}, { hazard, colour: one });
  const found = assess(
    {
      name: 'w',
      hazard,
      area: regions[0]?.code ?? '',
      drill: false,
      of,
      ruleOf,
      ladders: LADDERS,
      colours: [],
      rises: 0,
      tree,
      plan: { ...plan, scope: regions[0]?.code ?? '' },
      calendar,
    },
    {
      before: null,
      present: { colour, endsAt: new Date(Date.parse(now) + 14 * 3_600_000).toISOString(), headline: '' },
      now,
    },
  );
  const revisit = caseRound({
    kind: CASE_KINDS.refusal,
    named: 'refusal',
    key: 'w.patrol',
    number: 1,
    one: null,
    nth: 1,
    of,
    only: [],
    above: [],
    ladder: ladderOf(LADDERS, ruleOf(colour), 'revisit'),
    place: null,
    after: { hours: ruleOf(colour).revisitEveryHours },
    now,
    calendar,
    ofWarning: { urgent: false },
  });
  return [...found.acknowledge, ...found.patrols, revisit].flatMap(linesOf).join('\n');
}

/** @returns each answer once, below the hazards that have it. */
function answers(colour: Colour, regions: RegionView[], now: Instant): string {
  const hazards = new Map<string, Hazard[]>();
  for (const hazard of HAZARDS) {
    const found = answer(hazard, colour, regions, now);
    hazards.set(found, [...(hazards.get(found) ?? []), hazard]);
  }
  return [...hazards].map(([found, all]) => `# ${all.join(', ')}\n${found}`).join('\n\n');
}

describe.each(Object.keys(TREES))('%s', (tree) => {
  describe.each(COLOURS)('%s', (colour) => {
    test.each(Object.keys(TIMES))('%s', (time) => {
      expect(`\n${answers(colour, TREES[tree] ?? [], TIMES[time] ?? '')}\n`).toMatchSnapshot();
    });
  });
});
