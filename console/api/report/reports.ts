import { z } from 'zod';
import { notePhotoSeen } from '../../../actions/looks';
import { handIn } from '../../../actions/reports';
import { readReceipt } from '../../../domain/report/receipt';
import { sentence } from '../../../domain/text/refusal';
import { findReceipt } from '../../../store/campaign/overview';
import { readPhoto } from '../../../store/report/photos';
import { ReportRefused } from '../../../store/report/reports';
import type { App, Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { refusedWith, submissionHeaders } from '../../shell/schemas';
import { maySee, only, userOf } from '../../shell/who';
import type { Arrivals } from '../../village/arrivals';
import { photoContent, unknownPhoto } from '../../village/routes/form-photos';
import { reportBody } from '../../village/routes/links';
import { receiptSchema } from './receipt-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];

const found = z
  .object({
    receipt: z.string(),
    campaign: z.string(),
    key: z.string(),
    unit: z.string(),
    unitName: z.string(),
    version: z.int(),
    nothing: z.boolean(),
    onTime: z.boolean(),
    via: z
      .enum(['form', 'api', 'cli', 'sms', 'paper'])
      .describe('How it came; by SMS the sender’s number is all the proof there is'),
    reportedAt: z.iso.datetime(),
    returnedBecause: z.string().nullable(),
    present: z.boolean().describe('False when it was corrected or returned since'),
  })
  .describe('Whose report it is');

/** Reports that administrators hand in for a unit, and the check of a receipt number given on the telephone. */
export function reportRoutes(app: App, { sql }: Console, arrivals: Arrivals): void {
  app.post(
    '/api/campaigns/:campaign/rounds/:key/units/:unit/report',
    {
      config: only('submit-report'),
      schema: {
        tags,
        security,
        summary: 'Hand in or correct the report of a unit',
        params: z.object({ campaign: z.string(), key: z.string(), unit: z.string() }),
        headers: submissionHeaders,
        body: reportBody,
        response: {
          200: receiptSchema,
          ...refusedWith(400, 401, 403, 404, 409, 410, 422),
        },
      },
    },
    async (request) => {
      const { params, body, headers } = request;
      const submission = headers['idempotency-key'];
      const user = userOf(request);
      if (user.region !== null && !(await maySee(sql, user, params.unit)))
        throw new ReportRefused(sentence('not-asked'));
      const recorded = await handIn(
        { sql, by: user },
        { ...params, via: 'api', input: body, ...(submission !== undefined && { submission }) },
      );
      if (!recorded.repeated) arrivals.tell(recorded.round);
      return recorded;
    },
  );

  app.get(
    '/api/campaigns/:campaign/rounds/:key/units/:unit/photos/:photo',
    {
      config: only('see-reports'),
      schema: {
        tags,
        security,
        summary: 'A photo that a report names',
        params: z.object({ campaign: z.string(), key: z.string(), unit: z.string(), photo: z.string() }),
        response: { 200: photoContent, ...refusedWith(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const user = userOf(request);
      const picture = (await maySee(sql, user, params.unit)) ? await readPhoto(sql, params) : null;
      if (!picture) throw unknownPhoto();
      await notePhotoSeen({ sql, by: user }, params);
      return reply.type('image/jpeg').send(picture);
    },
  );

  app.get(
    '/api/receipts/:receipt',
    {
      config: only('see-reports'),
      schema: {
        tags,
        security,
        summary: 'The report behind a receipt number',
        params: z.object({ receipt: z.string() }),
        response: { 200: found, ...refusedWith(401, 403, 404, 422) },
      },
    },
    async (request) => {
      const receipt = readReceipt(request.params.receipt);
      if (!receipt) throw new Problem(422, sentence('misread'));
      const report = await findReceipt(sql, receipt, userOf(request).region);
      if (!report) throw new Problem(404, sentence('unknown-receipt', { receipt }));
      return report;
    },
  );
}
