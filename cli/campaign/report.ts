import { defineCommand } from 'citty';
import { periodOf } from '../../domain/report/period';
import { writeReport } from '../../reporting/document/write';
import { connected } from '../connection';
import { printJson } from '../output';
import submit from './report-submit';

const write = defineCommand({
  meta: {
    name: 'report',
    description:
      'Write the report of a campaign as Word and Excel; `report submit --help`: hand in a village’s figures',
  },
  args: {
    campaign: { type: 'positional', description: 'Campaign id', required: true },
    period: {
      type: 'string',
      description:
        'Only what happened in a year (2027), a quarter (2027-Q1), a month (2027-01), or 2027-01-05..2027-02-10',
    },
    out: { type: 'string', description: 'Folder for the files; REPORTS_DIR when left out' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    await connected(async ({ env, sql }) => {
      const { PUBLIC_URL: publicUrl, REPORTS_DIR } = env;
      const period = args.period === undefined ? null : periodOf(args.period);
      const wanted = { campaign: args.campaign, dir: args.out ?? REPORTS_DIR, publicUrl, period };
      const files = await writeReport(sql, wanted);
      if (args.json) printJson(files);
      else process.stdout.write(`${files.docx}\n${files.xlsx}\n`);
    });
  },
});

const verbs = defineCommand({
  meta: { name: 'report', description: 'Reports of campaigns and villages' },
  subCommands: { submit },
});

/**
 * `report CAMPAIGN` writes a campaign's report, `report submit …` hands in a unit's. The word after the verb decides
 * here, because citty takes every such word for a further verb as soon as one exists.
 */
export default process.argv[3] === 'submit' ? verbs : write;
