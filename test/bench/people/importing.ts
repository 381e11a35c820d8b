import { importListTable } from '../../../actions/list/list-tables';
import { shellUser } from '../../../store/account/actor';
import { connect } from '../../../store/db/db';
import { holdLittleMemory } from '../../../store/db/little-memory';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { answerOnce, mostMemoryMb } from '../apart';

/** What the process is told to do, and what it answers. */
export interface ToImport {
  database: string;
  key: string;
  campaign: string;
  path: string;
}
export interface Imported {
  seconds: number;
  rows: number;
  repeated: boolean;
  /** Most memory that this process ever had, Node itself included. */
  memoryMb: number;
}

/** Imports a roster in a process of its own, as the command does, so that its memory can be measured. */
async function importIt({ database, key, campaign, path }: ToImport): Promise<Imported> {
  holdLittleMemory();
  const sql = connect(database, { max: 2 });
  try {
    const start = performance.now();
    const { receipt, repeated } = await importListTable(
      { sql, by: shellUser({ NUANDONG_BY: 'bench' }) },
      {
        ...{
          campaign,
          list: 'imported',
          source: { file: 'roster.csv', path },
          top: null,
          people: peopleKey(key),
          mapped: [],
        },
        ...{ consent: true, problems: null, confirm: null },
      },
    );
    const seconds = (performance.now() - start) / 1000;
    return { seconds, rows: receipt.rows, repeated, memoryMb: mostMemoryMb() };
  } finally {
    await sql.end();
  }
}

answerOnce(importIt);
