import { z } from 'zod';
import { noteExport } from '../../../actions/looks';
import { periodOf } from '../../../domain/report/period';
import { sentence } from '../../../domain/text/refusal';
import { fileOf, shownFileName } from '../../../reporting/document/content';
import { reportFile } from '../../../reporting/document/write';
import { getCampaign } from '../../../store/campaign/campaigns';
import { attachment } from '../../shell/attachment';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import { campaignFor } from './overview';

const KINDS = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Most reports in the making or waiting at the same time, in one process. */
const MOST_WAITING = 4;

/** The report of a campaign at this moment, or of a period, as Word and as Excel. */
export function reportFileRoutes(app: App, { sql, env }: Console): void {
  let waiting = 0;
  /** @throws Problem 429 when enough people wait for a report already: each report is made in memory */
  async function inLine<T>(make: () => Promise<T>): Promise<T> {
    if (waiting >= MOST_WAITING) throw new Problem(429, sentence('reports-waiting'));
    waiting += 1;
    try {
      return await make();
    } finally {
      waiting -= 1;
    }
  }

  for (const as of ['docx', 'xlsx'] as const) {
    app.get(
      `/api/campaigns/:campaign/report.${as}`,
      {
        config: only('export-reports'),
        schema: {
          tags: ['administrator'],
          security: [{ apiToken: [] }, { session: [] }],
          summary: `The report as it stands (${as})`,
          params: z.object({ campaign: z.string() }),
          querystring: z.object({
            period: z.string().max(40).optional().describe('2027, 2027-Q1, 2027-01 or 2027-01-05..2027-02-10'),
          }),
          response: {
            200: {
              description: 'The file',
              content: { [KINDS[as]]: { schema: { type: 'string', format: 'binary' } } },
            },
            ...refusedWith(401, 403, 404, 422, 429),
          },
        },
      },
      async (request, reply) => {
        const { campaign } = request.params;
        const user = userOf(request);
        await campaignFor(sql, user, campaign);
        const row = await getCampaign(sql, campaign);
        const { plan } = row;
        // The report covers the whole campaign.
        if (user.region !== null && !(await maySee(sql, user, plan.scope)))
          throw new Problem(403, sentence('report-of-all'));
        const said = request.query.period;
        const period = said === undefined ? null : periodOf(said);
        const file = await inLine(() => reportFile(sql, { campaign, as, publicUrl: env.PUBLIC_URL, period }));
        await noteExport({ sql, by: user }, { campaign, as, ...(said !== undefined && { period: said }) });
        return reply
          .type(KINDS[as])
          .header(
            'content-disposition',
            attachment(`${fileOf(campaign, period)}.${as}`, shownFileName(row, { as, period })),
          )
          .header('content-length', file.length)
          .send(file.bytes);
      },
    );
  }
}
