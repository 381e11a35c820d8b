import { z } from 'zod';
import { audit } from '../../register/audit-log';
import { getCampaign } from '../../register/campaigns';
import { reportFile } from '../../reporting/write';
import type { App, Console } from '../context';
import { campaignFor } from '../overview';
import { Problem } from '../problems';
import { problemSchema } from '../schemas';
import { maySee, only, userOf } from '../who';

const KINDS = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** The report of a campaign as it stands, as Word and as Excel. */
export function reportFileRoutes(app: App, { sql }: Console): void {
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
          response: {
            200: {
              description: 'The file',
              content: { [KINDS[as]]: { schema: { type: 'string', format: 'binary' } } },
            },
            401: problemSchema,
            403: problemSchema,
            404: problemSchema,
          },
        },
      },
      async (request, reply) => {
        const { campaign } = request.params;
        const user = userOf(request);
        await campaignFor(sql, user, campaign);
        const { plan } = await getCampaign(sql, campaign);
        // It tells of the whole campaign.
        if (user.region !== null && !(await maySee(sql, user, plan.scope)))
          throw new Problem(
            403,
            'forbidden',
            'The report tells of the whole campaign, of which your region is a part.',
          );
        const file = await reportFile(sql, { campaign, as });
        await audit(sql, user, 'export-reports', { campaign, as });
        return reply
          .type(KINDS[as])
          .header('content-disposition', `attachment; filename="${campaign}.${as}"`)
          .send(file);
      },
    );
  }
}
