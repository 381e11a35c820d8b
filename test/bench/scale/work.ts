import { compile } from '../../../domain/campaign/compile/compile';
import { connect, type Sql } from '../../../store/db/db';
import { regionKinds } from '../../../store/people/region-kinds';
import { regionsUnder } from '../../../store/people/regions';
import { importRegister } from '../../../store/people/tables/import';
import { registerInParts } from '../../../store/people/tables/samples/generate';
import { answerOnce, mostMemoryMb } from '../apart';
import { secondsOf } from '../seconds-of';
import { type Planned, SCOPE, type Work, type Worked } from './ground';

/** Runs as a process of its own: imports a register, or compiles a plan. */
answerOnce<Work, Worked | Planned>(async (asked) => {
  const sql = connect(asked.database, { max: 2, statementMs: 600_000 });
  try {
    return asked.do === 'import' ? await importAll(sql, asked.villages) : await plan(sql, asked);
  } finally {
    await sql.end({ timeout: 5 });
  }
});

async function importAll(sql: Sql, villages: number): Promise<Worked> {
  const seconds = await secondsOf(async () => {
    for (const part of registerInParts({ villages, prefix: SCOPE })) await importRegister(sql, part);
  });
  return { seconds, memoryMb: mostMemoryMb() };
}

async function plan(sql: Sql, { definition }: Extract<Work, { do: 'plan' }>): Promise<Planned> {
  let planned: ReturnType<typeof compile> | undefined;
  const seconds = await secondsOf(async () => {
    const regions = await regionsUnder(sql, definition.scope);
    planned = compile({ definition, regions, kinds: await regionKinds(sql) });
  });
  const round = planned?.stages[0]?.rounds[0];
  return {
    seconds,
    memoryMb: mostMemoryMb(),
    areas: round?.areas.length ?? 0,
    branches: round?.branches?.length ?? 0,
    planKb: Math.round(JSON.stringify(planned).length / 1024),
  };
}
