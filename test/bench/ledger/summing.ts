import { writeReport } from '../../../reporting/document/write';
import { connect } from '../../../store/db/db';
import { answerOnce, mostMemoryMb } from '../apart';
import { secondsOf } from '../seconds-of';

export interface ToSum {
  database: string;
  campaign: string;
  dir: string;
  publicUrl: string;
}
export interface Summed {
  seconds: number;
  memoryMb: number;
}

/** Writes the summary of a campaign, as the workers do at its end. */
async function sum({ database, ...report }: ToSum): Promise<Summed> {
  const sql = connect(database, { max: 4, statementMs: 600_000 });
  try {
    const seconds = await secondsOf(() => writeReport(sql, report));
    return { seconds, memoryMb: mostMemoryMb() };
  } finally {
    await sql.end();
  }
}

answerOnce(sum);
