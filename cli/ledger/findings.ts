import { defineCommand } from 'citty';
import { FINDING_NAMES, FINDINGS } from '../../domain/ledger/findings';
import { digestAccounts } from '../../store/ledger/bank/account-digests';
import { countFindings, type Found, findingsOf } from '../../store/ledger/findings';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { terminalLanguage } from '../language';
import { printJson, printTable } from '../output';
import { campaign, json, quantityOf } from './things';

/** A page of the terminal. */
const AT_ONCE = 100;

export const audit = defineCommand({
  meta: { name: 'audit', description: 'What an auditor would look at: counts, or the rows of one finding' },
  args: {
    campaign,
    finding: { type: 'enum', options: [...FINDING_NAMES], description: 'Its rows; counts of all when left out' },
    region: { type: 'string', description: 'Code of a region: only rows there' },
    after: { type: 'string', description: 'Number of the last row of the page before', default: '0' },
    json,
  },
  async run({ args }) {
    const { finding } = args;
    const of = { campaign: args.campaign, top: args.region ?? null };
    const language = terminalLanguage();
    if (finding === undefined || finding === 'one-account')
      await connected(({ sql, env }) => digestAccounts(sql, peopleKey(env.PEOPLE_KEY), args.campaign));
    if (finding === undefined) {
      const counted = await connected(({ sql }) => countFindings(sql, of));
      if (args.json) return printJson(counted);
      return printTable(
        ['finding', 'rows', 'means'],
        counted.map((one) => [one.finding, `${one.rows}${one.more ? '+' : ''}`, FINDINGS[one.finding].means[language]]),
      );
    }
    const page = { finding, after: wholeNumber('after', args.after), limit: AT_ONCE };
    const rows = await connected(({ sql }) => findingsOf(sql, { ...of, ...page }));
    if (args.json) return printJson(rows);
    process.stdout.write(`${FINDINGS[finding].means[language]}\n`);
    printTable(
      ['row', 'list', 'unit', 'name', 'at', 'against', 'item', 'expected', 'found', 'times', 'other'],
      rows.map((one) => [
        ...[one.row, one.list, one.unitName, one.shown, one.at, one.against, one.item],
        ...[quantity(one, one.expected), quantity(one, one.found), one.times, one.other],
      ]),
    );
  },
});

const quantity = ({ item }: Found, number: number | null): string | null =>
  number === null ? null : quantityOf(item ?? '', number);
