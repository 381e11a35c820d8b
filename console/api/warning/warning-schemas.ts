import { z } from 'zod';
import { ladder } from '../../../domain/campaign/definition/ladder';
import { ruleSchema } from '../../../domain/warning/alert/rules';
import { COLOURS, HAZARDS, SEVERITIES } from '../../../domain/warning/feed/warning';
import { caseSchema } from '../case/case-schemas';
import { callablePeople } from '../round/work-schemas';

/** The API's answers about warnings; also the types of the console's pages. */

export const instant = z.iso.datetime();
const count = z.int();
const colour = z.enum(COLOURS);
const hazard = z.enum(HAZARDS);
const words = z.object({ 'zh-CN': z.string(), en: z.string().optional() });
const place = z.object({ code: z.string(), name: z.string() });

export const eventSchema = z.object({
  event: count,
  hazard,
  colour: colour.nullable().describe('Null while nobody has said it'),
  severity: z.enum(SEVERITIES),
  headline: z.string(),
  issuer: z.string(),
  onsetAt: instant,
  endsAt: instant,
  endKnown: z.boolean().describe('Somebody has said when it ends; else it lapses then without a word'),
  drill: z.boolean(),
  areas: z
    .array(place.extend({ path: z.string().describe('Codes from the top, each closed by /') }))
    .describe('Topmost regions covered'),
  mayCancel: z.boolean().describe('All of them lie within the user’s region'),
  attributions: z.array(z.string()).describe('What its feeds want shown: addresses and sentences'),
});

const stepSchema = z.object({
  step: z.enum(['known', 'sent', 'done']),
  key: z.string(),
  state: z.enum(['open', 'closed', 'locked', 'cancelled']),
  dueAt: instant,
  asked: count,
  answered: count,
  late: count.describe('Answered after it was due, or silent since'),
});

export const alertSchema = z.object({
  id: count,
  campaign: z.string(),
  mode: z.enum(['live', 'rehearsal']).describe('The clock of a rehearsal stands still between its steps'),
  title: words.describe('Of the campaign'),
  zone: z.string(),
  hazard,
  area: z.string(),
  place: z.string(),
  colour: colour.nullable(),
  colours: z.array(colour),
  headline: z.string().nullable(),
  drill: z.boolean(),
  state: z.enum(['open', 'over', 'cancelled']),
  openedAt: instant,
  endsAt: instant.nullable(),
  endedAt: instant.nullable(),
  now: instant.describe('Campaign time'),
  steps: z.array(stepSchema).describe('As last asked; counted in the user’s region'),
  ladder: z
    .array(z.object({ rung: z.string(), at: instant, climbedAt: instant.nullable(), silent: count.nullable() }))
    .describe('How far it has gone up, and when it goes up next'),
  chases: z
    .array(
      z.object({
        region: z.string(),
        name: z.string(),
        silent: count,
        state: z.enum(['open', 'acknowledged', 'raised', 'closed']),
        openedAt: instant,
        acknowledgeBy: instant,
        acknowledgedAt: instant.nullable(),
      }),
    )
    .describe('Superiors who were told who is silent'),
  nextPatrolAt: instant.nullable(),
  openCases: count.describe('Of people who refused help, one for each'),
  households: count.describe('That are visited first'),
  calls: count.describe('Units to be telephoned'),
});

export const warningBoardSchema = z
  .object({
    now: instant,
    events: z.array(eventSchema).describe('The strongest first; 500 at most'),
    alerts: z.array(alertSchema).describe('Those that are open first, the strongest; 300 at most'),
    alertsInAll: count,
  })
  .describe('Warnings in force, and how each area answers');

export const unitSchema = place.extend({
  superior: z.string(),
  households: count.nullable(),
  persons: count.nullable(),
  toldAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  knownAt: instant.nullable(),
  sentAt: instant.nullable(),
  doneAt: instant.nullable(),
  callReason: z.string().nullable(),
  calledAt: instant.nullable(),
  callResult: z.string().nullable(),
  people: callablePeople,
});

export const oneAlertSchema = z
  .object({
    alert: alertSchema,
    workflowId: z.string(),
    units: z.array(unitSchema).describe('Those with most households at risk first; 1000 at most'),
    more: z.boolean().describe('There may be more: ask again with ?from='),
    cases: z.array(caseSchema).describe('That its patrols have opened: those that are open first; 500 at most'),
  })
  .describe('One alert and its units');

export const touchedSchema = z.object({
  event: count,
  hazard,
  regions: z.array(z.string()),
  change: z.string(),
});

export const takenSchema = z
  .object({
    touched: z.array(touchedSchema),
    workflows: z.array(z.string()).describe('Alerts that were started or told'),
  })
  .describe('Taken, and told to whoever answers warnings');

const callable = z
  .array(z.object({ kind: z.string(), units: count, reachable: count.describe('Of them, with somebody who reports') }))
  .describe('Kinds of region that can be called where nobody answers');
const silentCampaign = z.object({ id: z.string(), name: words });

export const wokenSchema = z
  .object({
    units: count,
    sms: count.describe('At most, if nobody answers'),
    email: count,
    campaigns: z
      .array(
        z.object({
          id: z.string(),
          title: words,
          mode: z.enum(['live', 'rehearsal']),
          units: count,
          sms: count,
          email: count,
        }),
      )
      .describe('That answer, each for its own areas'),
    uncovered: z.array(place).describe('Places that no campaign answers for'),
    callable,
    silent: z.array(silentCampaign).describe('Running campaigns around these places that could answer, and do not'),
  })
  .describe('Who would be woken; nothing was sent');

const move = z.object({
  at: instant,
  change: z.enum(['opened', 'upgraded', 'downgraded', 'extended', 'over']),
  colour: colour.nullable(),
  endsAt: instant.nullable(),
  headline: z.string().nullable(),
  rule: ruleSchema.nullable(),
});

export const whatIfSchema = z
  .object({
    zone: z.string(),
    problems: z.array(z.string()).describe('What could not be read'),
    events: z.array(
      z.object({
        first: z.string(),
        hazard,
        colour: colour.nullable(),
        headline: z.string(),
        issuer: z.string(),
        messages: count,
        regions: z.array(z.string()),
        unheard: z.enum(['elsewhere', 'no-area', 'unknown-hazard', 'out-of-scope', 'test']).nullable(),
      }),
    ),
    alerts: z.array(
      z.object({
        hazard,
        area: z.string(),
        place: z.string(),
        units: count,
        moves: z.array(move),
        messages: z.array(
          z.object({
            at: instant,
            round: z.string(),
            rung: z.string(),
            kind: z.string(),
            to: z.string().describe('Kind of region'),
            role: z.string().optional().describe('Duty of those who are told, where it is not reporting'),
            places: count,
            unreachable: count,
            sms: count,
            email: count,
          }),
        ),
        totals: z.object({ sms: count, email: count }),
        patrols: z.array(z.object({ day: z.string(), rounds: count })),
        held: z.array(z.object({ from: instant, until: instant })).describe('Ordinary reminders wait'),
        putOff: z.array(z.object({ key: z.string(), area: z.string(), due: instant, to: instant })),
      }),
    ),
    totals: z.object({ alerts: count, patrols: count, sms: count, email: count }),
  })
  .describe('What would have followed if nobody had answered; nothing was sent');

export const drillSchema = z
  .object({
    whatIf: whatIfSchema.nullable().describe('Null when it was sent'),
    sent: takenSchema.nullable().describe('Null when nothing was sent'),
  })
  .describe('What the rules make of the warnings, or the drill that was made of them');

export const rulesSchema = z
  .array(
    z.object({
      hazard,
      colour,
      rule: ruleSchema,
      ladder: ladder.describe('Who is told when of 已知晓'),
      changed: z.array(z.string()).describe('What the campaign does otherwise than the shared table'),
    }),
  )
  .describe('The rule of every hazard and colour');

export const dutySchema = z
  .object({
    id: count,
    kind: z.string(),
    source: z.string(),
    about: z.string(),
    headline: z.string().nullable(),
    proposal: z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())])),
    answers: z.array(z.enum(['hazard', 'colour', 'regions'])).describe('What answers it; nothing only closes it'),
    openedAt: instant,
    mayAnswer: z.boolean().describe('All places that an answer would change lie in the user’s region'),
  })
  .describe('A question that no machine may answer');

export const dutyQuestionSchema = dutySchema
  .extend({
    text: z.string().nullable().describe('As it came'),
    note: z.string().nullable().describe('Where the text was cut'),
    places: z.array(place.extend({ kind: z.string() })).describe('Regions that the proposal speaks of'),
    uncovered: z.array(place).describe('Where no campaign answers: the places that can be called'),
    callable,
    silent: z.array(silentCampaign),
  })
  .describe('The question with what it came from');
