import { defineCommand } from 'citty';
import { z } from 'zod';
import * as act from '../../actions/ledger/gifts';
import { Refused, sentence } from '../../domain/text/refusal';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { contentOf } from '../files-named';
import { commandLine } from '../who';
import { booking, bookingOf, campaign, fenOf, printPosted, things, thingsOf } from './things';

const store = { type: 'positional', description: 'Code of the region whose office gets it', required: true } as const;
const from = {
  from: {
    type: 'string',
    description: 'unnamed (爱心人士), donor:NUMBER, or a word for a source such as fiscal-county',
    default: 'unnamed',
  },
  donor: { type: 'string', description: 'File with {"name", "phone"} of a new donor; the name is sealed' },
} as const;

const donorFile = z.strictObject({ name: z.string().trim().min(1).max(100), phone: z.string().max(30).optional() });

/** A name on a command line would stay in the shell's history. */
async function giverOf(args: { from: string; donor?: string | undefined }): Promise<act.Giver> {
  if (args.donor !== undefined) {
    const read = donorFile.safeParse(parsed(String(await contentOf(args.donor))));
    if (!read.success) throw new Refused(sentence('donor-file', { file: args.donor }));
    return read.data;
  }
  if (args.from === 'unnamed') return { unnamed: true };
  if (args.from.startsWith('donor:')) return { donor: wholeNumber('from', args.from.slice('donor:'.length)) };
  return { source: args.from };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const pledge = defineCommand({
  meta: { name: 'pledge', description: 'Note what somebody has promised' },
  args: { campaign, region: store, ...things, ...from, ...booking },
  async run({ args }) {
    const gift = { ...bookingOf(args), from: await giverOf(args), to: args.region, purse: args.purse };
    await connected(async ({ sql, env }) => {
      const sealing = { sql, by: commandLine(), key: peopleKey(env.PEOPLE_KEY) };
      printPosted(await act.pledge(sealing, { ...gift, things: thingsOf(args) }), args.json);
    });
  },
});

export const receive = defineCommand({
  meta: { name: 'receive', description: 'Take money and goods into a store' },
  args: {
    campaign,
    region: store,
    ...things,
    ...from,
    promised: { type: 'boolean', description: 'It was promised to this region before' },
    ...booking,
  },
  async run({ args }) {
    const gift = { ...bookingOf(args), to: args.region, purse: args.purse, things: thingsOf(args) };
    const giver = await giverOf(args);
    await connected(async ({ sql, env }) => {
      const by = commandLine();
      const sealing = { sql, by, key: peopleKey(env.PEOPLE_KEY) };
      const posted = args.promised
        ? await act.receivePromised({ sql, by }, gift)
        : await act.receive(sealing, { ...gift, from: giver });
      printPosted(posted, args.json);
    });
  },
});

export const buy = defineCommand({
  meta: { name: 'buy', description: 'Buy goods with the money of a store' },
  args: {
    campaign,
    region: { ...store, description: 'Code of the region whose money it is, and whose store gets the goods' },
    purse: things.purse,
    goods: { ...things.goods, required: true },
    pays: { type: 'string', description: 'Yuan that are paid in all', required: true },
    ...booking,
  },
  async run({ args }) {
    const bought = {
      at: args.region,
      purse: args.purse,
      pays: fenOf(args.pays),
      things: thingsOf({ goods: args.goods }),
    };
    await connected(async ({ sql }) => {
      printPosted(await act.buy({ sql, by: commandLine() }, { ...bookingOf(args), ...bought }), args.json);
    });
  },
});
