import { type ArgsDef, defineCommand } from 'citty';
import { eraseHelped } from '../../actions/people/helped';
import { erasePerson, resumeSms } from '../../actions/people/people';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Erased } from '../../store/people/personal/erase';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected } from '../connection';
import { printJson, progress } from '../output';
import { commandLine } from '../who';
import { duplicates } from './duplicates';
import { find, show } from './helped';
import keys from './keys';
import { move } from './move-member';
import { distinct, hints, merge } from './same-person';

/** The contact that a command is about, and the reason. */
const contact = {
  region: { type: 'positional', description: 'Code of the region that the person answers for', required: true },
  role: { type: 'string', description: 'As which: contact, deputy, or a duty such as 值班员', default: 'contact' },
  reason: {
    type: 'string',
    description: 'Why, for the audit log, naming nobody: "asked for it on 3 March"',
    required: true,
  },
} satisfies ArgsDef;
const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;

/** @throws Refused for a reason of blanks alone */
function refuseNoReason({ reason }: { reason: string }): void {
  if (!reason.trim()) throw new Refused(sentence('say-why'));
}

const erase = defineCommand({
  meta: { name: 'erase', description: 'Forget a person: name, number and address, and every text that names them' },
  args: {
    ...contact,
    region: { ...contact.region, required: false },
    person: { type: 'string', description: 'Number of somebody who is helped (people find), instead of a region' },
    'former-name': { type: 'string', description: 'Of somebody who held the post before; the holder when left out' },
    'former-phone': { type: 'string', description: 'Their number' },
    'former-email': { type: 'string', description: 'Their address' },
    json,
  },
  async run({ args }) {
    const { region, role, reason } = args;
    refuseNoReason(args);
    if ((region === undefined) === (args.person === undefined)) throw new Refused(sentence('region-or-person'));
    const by = commandLine();
    await connected(async ({ env, sql }) => {
      if (region === undefined) {
        const key = peopleKey(env.PEOPLE_KEY);
        const erased = await eraseHelped(
          { sql, by },
          { key, person: wholeNumber('person', args.person ?? ''), reason, top: null },
        );
        return printErased({ ...erased, alsoAt: [] }, args);
      }
      const name = args['former-name'];
      const former = name
        ? { name, phone: args['former-phone'] ?? null, email: args['former-email'] ?? null }
        : undefined;
      printErased(await erasePerson({ sql, by }, { region, role, reason, former, top: null }), args);
    });
  },
});

function printErased(erased: Erased, { json }: { json?: boolean | undefined }): void {
  if (json) {
    printJson(erased);
    return;
  }
  for (const [place, rows] of Object.entries(erased.rows)) process.stdout.write(`${place}: ${rows}\n`);
  if (erased.reasons > 0) process.stdout.write(`reasons in the audit log: ${erased.reasons}\n`);
  if (erased.alsoAt.length > 0)
    progress(`The same number also answers for ${erased.alsoAt.join(', ')}: erase it there as well.`);
  progress('Files, backups and other systems are not reached from here: docs/privacy.md lists them.');
}

const resume = defineCommand({
  meta: { name: 'resume-sms', description: 'Send SMS again to a number that was stopped by a reply' },
  args: {
    ...contact,
    json,
  },
  async run({ args }) {
    const { region, role, reason } = args;
    refuseNoReason(args);
    const by = commandLine();
    await connected(async ({ sql }) => {
      await resumeSms({ sql, by }, { region, role, reason });
      if (args.json) printJson({ region, role });
      else progress('SMS go to this number again.');
    });
  },
});

/** Verbs for personal data: of contacts in the register, and of those who are helped. */
export default defineCommand({
  meta: {
    name: 'people',
    description: 'Contacts, and people who are helped: find, show, move or forget one; keys that seal their data',
  },
  subCommands: { find, show, erase, duplicates, hints, merge, distinct, move, keys, 'resume-sms': resume },
});
