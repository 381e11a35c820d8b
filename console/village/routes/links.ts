import { z } from 'zod';
import { handIn } from '../../../actions/reports';
import { linkToken } from '../../../store/round/links';
import { openLinkToAll } from '../../../store/round/links-to-all';
import { tasksOfLink } from '../../../store/round/tasks';
import { formSchema } from '../../api/report/form-schemas';
import { receiptSchema } from '../../api/report/receipt-schemas';
import type { App, Console } from '../../shell/context';
import { aMinute, byLink, REPORTS_A_MINUTE } from '../../shell/gate/limits';
import { refusedWith, submissionHeaders } from '../../shell/schemas';
import { text } from '../../shell/text-schema';
import { only } from '../../shell/who';
import type { Arrivals } from '../arrivals';
import { asHandedIn } from '../format';
import { linkProblem, openFor, takenFrom } from '../links';

const instant = z.iso.datetime();
const figures = z
  .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
  .describe('By field id; money in yuan, at most two decimals.');

/** A report as the API takes it; form, API and command line have the same rules. */
export const reportBody = z.object({
  nothing: z.boolean().default(false).describe('Nothing to report (零报告); no figures then.'),
  figures: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('By field id; money in yuan, as number or string with at most two decimals.'),
});

const asks = z
  .object({
    organisation: text,
    campaign: z.object({ id: z.string(), name: text }),
    stage: text,
    key: z.string(),
    unit: z.object({ code: z.string(), name: z.string() }),
    opensAt: instant,
    dueAt: instant.describe('On time before this instant.'),
    locksAt: instant.describe('Accepted before this instant.'),
    form: formSchema,
    report: z
      .object({
        receipt: z.string(),
        version: z.int(),
        nothing: z.boolean(),
        figures,
        onTime: z.boolean(),
        reportedAt: instant,
      })
      .nullable()
      .describe('The report that counts now.'),
    returnedBecause: z.string().nullable(),
  })
  .describe('What the link asks');

const task = z.object({
  round: z.string().describe('Workflow id of its round'),
  key: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }),
  stage: text,
  dueAt: instant,
  locksAt: instant,
  reported: z.boolean(),
  token: z.string().describe('Of a link of its own'),
});

const params = z.object({ token: z.string() });
const refusals = refusedWith(404, 409, 410);

/** The link in a message, for programs: the same rules and refusals as the form's. */
export function linkRoutes(app: App, console: Console, arrivals: Arrivals): void {
  app.get(
    '/api/links/:token',
    {
      config: { ...only('anybody'), proof: 'link' },
      schema: {
        tags: ['village'],
        summary: 'What a link asks, and the present report',
        params,
        response: { 200: asks, ...refusals },
      },
    },
    async ({ params: { token } }) => {
      const opened = await openFor(console, token, 'report');
      if (!opened.open) throw linkProblem(opened);
      const { asked } = opened;
      return {
        ...asked,
        campaign: { id: asked.campaign, name: asked.title },
        unit: asked.region,
        report: asked.report && { ...asked.report, figures: asHandedIn(asked.form, asked.report.figures) },
      };
    },
  );

  app.get(
    '/api/links/:token/tasks',
    {
      config: { ...only('anybody'), proof: 'link' },
      schema: {
        tags: ['village'],
        summary:
          'Everything that the place of a link is asked for now, the most urgent first; of a link to all, its contact',
        params,
        response: { 200: z.array(task).describe('Open tasks, the one of the link among them'), ...refusals },
      },
    },
    async ({ params: { token } }) => {
      const tasks = await tasksOfLink(console.sql, await linkOfTasks(console, token));
      return tasks.map(({ link, ...one }) => ({ ...one, token: linkToken(console.env.LINK_SECRET, link) }));
    },
  );

  app.post(
    '/api/links/:token',
    {
      config: { ...only('anybody'), proof: 'link', rateLimit: aMinute(REPORTS_A_MINUTE, byLink(console)) },
      schema: {
        tags: ['village'],
        summary: 'Hand in or correct the report of a link',
        params,
        headers: submissionHeaders,
        body: reportBody,
        response: { 200: receiptSchema, ...refusedWith(400, 422, 429), ...refusals },
      },
    },
    async (request) => {
      const { params, body, headers } = request;
      const opened = await openFor(console, params.token, 'report');
      const submission = headers['idempotency-key'];
      const before = await takenFrom(console, opened, submission);
      if (before) return before;
      if (!opened.open) throw linkProblem(opened);
      const { campaign, key, region: unit, contact } = opened.link;
      const recorded = await handIn(
        { sql: console.sql, by: null },
        {
          campaign,
          key,
          unit,
          contact,
          via: 'api',
          input: body,
          ...(submission !== undefined && { submission }),
        },
      );
      if (!recorded.repeated) arrivals.tell(recorded.round);
      return recorded;
    },
  );
}

/** @returns the number of a link that opens, to one round or to all. @throws Problem for any other */
async function linkOfTasks(console: Console, token: string): Promise<number> {
  const opened = await openFor(console, token, 'report');
  if (opened.open) return opened.link.id;
  const all = await openLinkToAll(console.sql, console.env.LINK_SECRET, token);
  if (all?.purpose === 'report' && !all.revoked) return all.link;
  throw linkProblem(opened);
}
