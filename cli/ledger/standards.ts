import { defineCommand } from 'citty';
import * as act from '../../actions/ledger/standards';
import { lateStandardsOf } from '../../store/ledger/late-standards';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';
import { campaign, fenOf, json, quantityOf } from './things';

const of = (args: { campaign: string }) => ({ campaign: args.campaign, top: null, via: 'cli' as const });
const yuan = (fen: number): string => quantityOf('cny', fen);

export const setStandard = defineCommand({
  meta: {
    name: 'set-standard',
    description: 'Propose what late standards give, from what was raised; another person confirms it',
  },
  args: {
    campaign,
    purse: { type: 'string', description: 'The purse (专款) that pays them', required: true },
    total: { type: 'string', description: 'Yuan to divide; all that has come in and is free when left out' },
    each: { type: 'string', description: 'Yuan for each household or person, instead of --total' },
    unit: { type: 'string', description: 'Code of the unit, where each divides what it has raised itself' },
    json,
  },
  async run({ args }) {
    const amount = {
      ...(args.total !== undefined && { total: fenOf(args.total) }),
      ...(args.each !== undefined && { each: fenOf(args.each) }),
    };
    const proposing = { ...of(args), purse: args.purse, unit: args.unit, ...amount };
    const told = await connected(({ sql }) => act.proposeStandard({ sql, by: commandLine() }, proposing));
    printAmount(told, args, told.set ? '✓' : `→ nuandong ledger confirm-standard ${args.campaign} ${told.standard}`);
  },
});

export const confirmStandard = defineCommand({
  meta: { name: 'confirm-standard', description: 'Set what somebody else has proposed for late standards' },
  args: {
    campaign,
    standard: { type: 'positional', description: 'Number of what was proposed', required: true },
    json,
  },
  async run({ args }) {
    const confirming = { ...of(args), standard: wholeNumber('standard', args.standard) };
    const told = await connected(({ sql }) => act.confirmStandard({ sql, by: commandLine() }, confirming));
    printAmount(told, args, '✓');
  },
});

export const standards = defineCommand({
  meta: { name: 'standards', description: 'Late standards: what is set, what waits, what dividing would give' },
  args: { campaign, json },
  async run({ args }) {
    const found = await connected(({ sql }) => lateStandardsOf(sql, args.campaign));
    if (args.json) return printJson(found);
    printTable(
      ['purse', 'unit', 'categories', 'there', 'heads', 'would', 'waits', 'set'],
      found.map(({ purse, unit, categories, there, heads, would, waits, set }) => [
        ...[purse, unit?.name ?? '', categories.join(' '), yuan(there), heads, yuan(would.each)],
        ...[waits ? `${waits.id}: ${yuan(waits.each)}` : '', set ? yuan(set.each) : ''],
      ]),
    );
  },
});

function printAmount(told: act.Proposed, { json: asJson }: { json?: boolean | undefined }, next: string): void {
  if (asJson) {
    printJson(told);
    return;
  }
  const more = told.more > 0 ? ` (${told.more} × +0.01)` : '';
  process.stdout.write(`${yuan(told.total)} / ${told.heads} = ${yuan(told.each)}${more} ${next}\n`);
}
