import { defineCommand } from 'citty';
import { wholeNumber } from '../arguments';

/** Benchmarks, which are no tests: they print ratios measured in one run, without a verdict. */
export default defineCommand({
  meta: { name: 'bench', description: 'Measure on this machine, each figure against a baseline in the same run' },
  subCommands: {
    fanout: defineCommand({
      meta: {
        name: 'fanout',
        description: 'The first reminder rung over many villages, against one workflow per village',
      },
      args: {
        villages: { type: 'string', description: 'How many villages', default: '5000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { fanout } = await import('../../test/bench/fanout');
        await fanout({ villages: wholeNumber('villages', args.villages), json: Boolean(args.json) });
      },
    }),
    scale: defineCommand({
      meta: {
        name: 'scale',
        description: 'A season of a province or a country: register, plan, first messages, reports; every role apart',
      },
      args: {
        villages: {
          type: 'string',
          description: 'How many villages; 29000 a province, 690000 a country',
          default: '29000',
        },
        reports: { type: 'string', description: 'How many of them report, 50 a second', default: '3000' },
        workers: { type: 'string', description: 'Processes of workflows', default: '2' },
        officers: { type: 'string', description: 'Officers who look at the campaign meanwhile', default: '200' },
        deliveries: { type: 'string', description: 'Processes of delivery', default: '2' },
        temporal: {
          type: 'string',
          description: 'Where Temporal stores: sqlite, its development server, or postgres, the server of production',
        },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args: { villages, reports, officers, workers, deliveries, temporal, json } }) {
        const { scale } = await import('../../test/bench/scale/scale');
        const sizes = {
          villages: wholeNumber('villages', villages),
          reports: wholeNumber('reports', reports),
          officers: wholeNumber('officers', officers),
          workers: wholeNumber('workers', workers),
          deliveries: wholeNumber('deliveries', deliveries),
        };
        await scale({ ...sizes, temporal, json: Boolean(json) });
      },
    }),
    console: defineCommand({
      meta: {
        name: 'console',
        description: 'The console with a large register: pages, the village form and reports while 50 a second arrive',
      },
      args: {
        villages: { type: 'string', description: 'How many villages', default: '29000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { consoleBench } = await import('../../test/bench/console');
        await consoleBench({ villages: wholeNumber('villages', args.villages), json: Boolean(args.json) });
      },
    }),
    tables: defineCommand({
      meta: {
        name: 'tables',
        description:
          'The tables and pages of the console over many villages, messages and rows: every sort, filter, page',
      },
      args: {
        villages: { type: 'string', description: 'How many villages', default: '29000' },
        messages: { type: 'string', description: 'How many messages', default: '536000' },
        rows: { type: 'string', description: 'How many rows of a list', default: '536000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { tablesBench } = await import('../../test/bench/tables');
        const sizes = {
          villages: wholeNumber('villages', args.villages),
          messages: wholeNumber('messages', args.messages),
          rows: wholeNumber('rows', args.rows),
        };
        await tablesBench({ ...sizes, json: Boolean(args.json) });
      },
    }),
    delivery: defineCommand({
      meta: { name: 'delivery', description: 'SMS and e-mail through the queues, against bare clients' },
      args: {
        sms: { type: 'string', description: 'How many SMS', default: '30000' },
        email: { type: 'string', description: 'How many e-mails', default: '10000' },
        claims: { type: 'string', description: 'How many rows to claim and settle', default: '30000' },
        waiting: { type: 'string', description: 'How many wait while one is urgent', default: '200000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args: { sms, email, claims, waiting, json } }) {
        const { delivery } = await import('../../test/bench/delivery');
        const sizes = {
          sms: wholeNumber('sms', sms),
          email: wholeNumber('email', email),
          claims: wholeNumber('claims', claims),
          waiting: wholeNumber('waiting', waiting),
        };
        await delivery({ ...sizes, json: Boolean(json) });
      },
    }),
    people: defineCommand({
      meta: {
        name: 'people',
        description: 'Lists of a town, a city and a province, from import to posting; against one insert a row',
      },
      args: {
        rows: { type: 'string', description: 'Rows of each list', default: '1000,100000,536000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { peopleBench } = await import('../../test/bench/people/people');
        const sizes = args.rows.split(',').map((size) => wholeNumber('rows', size));
        await peopleBench({ sizes, json: Boolean(args.json) });
      },
    }),
    ledger: defineCommand({
      meta: {
        name: 'ledger',
        description: 'Goods and money of a province, from approval to summary; against one transaction a row',
      },
      args: {
        rows: { type: 'string', description: 'Rows of each list that a bank pays', default: '20000,536000' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args }) {
        const { ledgerBench } = await import('../../test/bench/ledger/ledger');
        const sizes = args.rows.split(',').map((size) => wholeNumber('rows', size));
        await ledgerBench({ sizes, json: Boolean(args.json) });
      },
    }),
    warning: defineCommand({
      meta: {
        name: 'warning',
        description:
          'From a pushed warning to the last SMS of a county, beside reminders that wait; and a storm of warnings',
      },
      args: {
        villages: { type: 'string', description: 'How many villages are warned', default: '240' },
        waiting: { type: 'string', description: 'How many reminders wait meanwhile', default: '20000' },
        runs: { type: 'string', description: 'How many warnings are timed', default: '12' },
        json: { type: 'boolean', description: 'One JSON document on standard output' },
      },
      async run({ args: { villages, waiting, runs, json } }) {
        const { warning } = await import('../../test/bench/warning');
        const sizes = {
          villages: wholeNumber('villages', villages),
          waiting: wholeNumber('waiting', waiting),
          runs: wholeNumber('runs', runs),
        };
        await warning({ ...sizes, json: Boolean(json) });
      },
    }),
  },
});
