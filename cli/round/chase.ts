import { defineCommand } from 'citty';
import { stepChase } from '../../actions/round/chases';
import { Refused, sentence } from '../../domain/text/refusal';
import { CHASE_STEPS, type ChaseStep, type ChaseWork, chaseWork } from '../../store/round/chase-work';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { terminalLanguage } from '../language';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;

/** The command line decides about every region. */
const EVERYTHING = { top: null };
/** A page of the terminal. */
const MOST = 200;

const list = defineCommand({
  meta: { name: 'list', description: 'Superiors who must act on silent units; open chases first' },
  args: {
    campaign: { type: 'positional', description: 'All live ones that run when left out', required: false },
    json,
  },
  async run({ args: { campaign, json: asJson } }) {
    const chases = await connected(({ sql }) => chaseWork(sql, { ...EVERYTHING, campaign, limit: MOST }));
    if (asJson) return printJson(chases);
    printTable(['number', 'campaign', 'stage', 'region', 'silent', 'state', 'known by'], chases.map(lineOf));
  },
});

function lineOf({ id, campaign, stage, region, regionName, silentNow, state, doneAt, acknowledgeBy }: ChaseWork) {
  const named = stage[terminalLanguage()] ?? stage['zh-CN'];
  return [id, campaign, named, `${regionName} ${region}`, silentNow, doneAt ? 'done' : state, acknowledgeBy];
}

/** One verb for each step of a chase. */
const step = (name: ChaseStep, description: string) =>
  defineCommand({
    meta: { name, description },
    args: {
      chase: { type: 'positional', description: 'Number of the chase', required: true },
      ...(name === 'snooze' && {
        until: {
          type: 'string',
          description: 'An instant before the lock, such as 2026-12-28T02:00:00Z',
          required: true,
        },
        reason: { type: 'string', description: 'Why, naming nobody', required: true },
      }),
    },
    async run({ args }) {
      const { chase, until, reason } = args as { chase: string; until?: string; reason?: string };
      const asked = { chase: wholeNumber('chase', chase), step: name, reason, until: until && instantIn(until) };
      await connected(({ sql }) => stepChase({ sql, by: commandLine() }, { ...asked, ...EVERYTHING }));
      process.stdout.write(`${chase}: ${name} ✓\n`);
    },
  });

/** @throws Refused for a text that is no instant with its zone */
function instantIn(written: string): string {
  const at = new Date(written);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(written) || Number.isNaN(at.getTime()))
    throw new Refused(sentence('not-an-instant', { words: written }));
  return at.toISOString();
}

const STEPS: Record<ChaseStep, string> = {
  acknowledge: 'Note that the superior knows of it, so that it is not raised',
  dispatch: 'Note that somebody has been sent',
  finish: 'Note that it is done',
  snooze: 'Put it off, never beyond the lock of its round',
};

export default defineCommand({
  meta: { name: 'chase', description: 'Chases: superiors who must act on silent units' },
  subCommands: { list, ...Object.fromEntries(CHASE_STEPS.map((name) => [name, step(name, STEPS[name])])) },
});
