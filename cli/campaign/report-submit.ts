import { defineCommand } from 'citty';
import { z } from 'zod';
import { handIn } from '../../actions/reports';
import { connectClient } from '../../client/campaigns';
import type { Env } from '../../config/env';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { connected } from '../connection';
import { printJson, progress } from '../output';
import { commandLine } from '../who';

export default defineCommand({
  meta: { name: 'submit', description: 'Hand in the report of one village or unit, for those who telephone' },
  args: {
    campaign: { type: 'positional', description: 'Campaign id', required: true },
    key: {
      type: 'positional',
      description: 'Round, for example survey; `nuandong status CAMPAIGN` lists them',
      required: true,
    },
    unit: { type: 'positional', description: 'Region code of the unit that reports', required: true },
    figures: { type: 'string', description: 'The figures as JSON, money in yuan: \'{"households":3,"cash":1200.5}\'' },
    nothing: { type: 'boolean', description: 'Nothing to report (零报告)' },
    submission: {
      type: 'string',
      description: 'A UUID made for this report: handed in again under it, the first receipt is the answer',
    },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args: { campaign, key, unit, figures, nothing, submission, json } }) {
    if ((figures === undefined) === (nothing !== true)) throw new Refused(sentence('figures-or-nothing'));
    if (submission !== undefined && !z.uuid().safeParse(submission).success)
      throw new Refused(sentence('option-not-uuid', { option: 'submission' }));
    const input = { nothing: nothing === true, figures: readFigures(figures) };
    await connected(async ({ env, sql }) => {
      const handed = { campaign, key, unit, input, via: 'cli' as const };
      const { round, ...report } = await handIn(
        { sql, by: commandLine() },
        { ...handed, ...(submission !== undefined && { submission }) },
      );
      await tellRound(env, sql, round).catch((error: Error) =>
        progress(`The round could not be told yet: ${error.message}`),
      );
      const { receipt, version, onTime, repeated } = report;
      if (json) return printJson({ receipt, version, onTime, repeated });
      const again = repeated ? ', handed in before' : '';
      process.stdout.write(`Receipt ${receipt}: version ${version}, ${onTime ? 'on time' : 'late'}${again}\n`);
    });
  },
});

/** The report is safe in Postgres by now: a round without the signal asks Postgres at its next rung. */
async function tellRound(env: Env, sql: Sql, round: string): Promise<void> {
  const client = await connectClient(env, sql);
  try {
    await client.reportArrived(round);
  } finally {
    await client.close();
  }
}

function readFigures(figures = '{}'): Record<string, unknown> {
  const value = parsed(figures);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Refused(sentence('figures-not-json', { example: '{"households":3}', found: figures }));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
