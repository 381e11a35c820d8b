import { defineCommand } from 'citty';
import { keepDrafts, noteTemplate } from '../../actions/message/approvals';
import { allApproved, missingApprovals } from '../../delivery/words/start-gate';
import { registeredTemplates, type TemplateState } from '../../store/message/templates';
import { loadDefinition } from '../campaign/definition-file';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const provider = { type: 'string', description: 'SMS provider, for example aliyun', default: 'aliyun' } as const;

const needed = defineCommand({
  meta: {
    name: 'needed',
    description:
      'Print the texts and the signature that a campaign still needs to have approved, and keep them as drafts',
  },
  args: { file: { type: 'positional', description: 'Campaign definition (YAML)', required: true }, json },
  async run({ args }) {
    const { definition } = await loadDefinition(args.file);
    await connected(async ({ env, sql }) => {
      const missing = await missingApprovals(sql, env, definition);
      const { signatures, templates } = missing;
      await keepDrafts({ sql, by: commandLine() }, missing);
      if (args.json) return printJson(missing);
      for (const { provider: name, signature, state } of signatures)
        process.stdout.write(`── ${name} · signature · ${state ?? 'new'}\n${signature}\n\n`);
      for (const { provider: name, message, language, state, text } of templates)
        process.stdout.write(`── ${name} · ${message} · ${language} · ${state ?? 'new'}\n${text}\n\n`);
      progress(
        allApproved(missing)
          ? 'Signature and texts are approved, or no provider wants that.'
          : `Not approved: signatures ${signatures.length}, texts ${templates.length}; an approval takes 5 to 10 working days.`,
      );
    });
  },
});

const list = defineCommand({
  meta: { name: 'list', description: 'List the texts registered at a provider, with how far their approval has come' },
  args: { provider, json },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const registered = await registeredTemplates(sql, args.provider);
      if (args.json) return printJson(registered);
      printTable(
        ['message', 'language', 'state', 'code', 'text'],
        registered.map(({ message, language, state, code, text }) => [message, language, state, code, text]),
      );
    });
  },
});

/** A verb that records the approval state of one text. */
const noting = (state: TemplateState, description: string) =>
  defineCommand({
    meta: { name: state, description },
    args: {
      text: { type: 'positional', description: 'The text as it was printed', required: true },
      provider,
      code: { type: 'string', description: 'The number that the provider gave it, for example SMS_123456789' },
      note: { type: 'string', description: 'Why it was rejected' },
    },
    async run({ args }) {
      await connected(async ({ sql }) => {
        const { text, code = null, note = null } = args;
        await noteTemplate({ sql, by: commandLine() }, { provider: args.provider, text, state, code, note });
        progress(`Noted as ${state}.`);
      });
    },
  });

/** Verbs for texts: some providers send a text only after approval. */
export default defineCommand({
  meta: { name: 'templates', description: 'SMS texts and their approval by providers that want to see them first' },
  subCommands: {
    needed,
    list,
    submit: noting('submitted', 'Note that a text was handed in'),
    approve: noting('approved', 'Note that a text was approved, and its code'),
    reject: noting('rejected', 'Note that a text was rejected'),
  },
});
