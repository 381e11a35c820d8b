import { defineCommand } from 'citty';
import { missingTemplates } from '../delivery/start-gate';
import { changeTemplate, registeredTemplates, registerTemplates, type TemplateState } from '../register/templates';
import { connection } from './connection';
import { loadDefinition } from './definition-file';
import { printJson, printTable, progress } from './output';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const provider = { type: 'string', description: 'SMS provider, for example aliyun', default: 'aliyun' } as const;

const needed = defineCommand({
  meta: {
    name: 'needed',
    description: 'Print the texts that a campaign still needs to have approved, and register them as drafts',
  },
  args: { file: { type: 'positional', description: 'Campaign definition (YAML)', required: true }, json },
  async run({ args }) {
    const { definition } = await loadDefinition(args.file);
    const { env, sql, close } = await connection();
    try {
      const missing = await missingTemplates(sql, env, definition);
      for (const name of new Set(missing.map((one) => one.provider)))
        await registerTemplates(
          sql,
          name,
          missing.filter((one) => one.provider === name),
        );
      if (args.json) return printJson(missing);
      for (const { provider: name, message, language, state, text } of missing)
        process.stdout.write(`── ${name} · ${message} · ${language} · ${state ?? 'new'}\n${text}\n\n`);
      progress(
        missing.length === 0
          ? 'Every text is approved, or no provider wants that.'
          : `${missing.length} texts are not approved.`,
      );
    } finally {
      await close();
    }
  },
});

const list = defineCommand({
  meta: { name: 'list', description: 'List the texts registered at a provider, with how far their approval has come' },
  args: { provider, json },
  async run({ args }) {
    const { sql, close } = await connection();
    try {
      const registered = await registeredTemplates(sql, args.provider);
      if (args.json) return printJson(registered);
      printTable(
        ['message', 'language', 'state', 'code', 'text'],
        registered.map(({ message, language, state, code, text }) => [message, language, state, code, text]),
      );
    } finally {
      await close();
    }
  },
});

/** A verb that notes how far the approval of one text has come. */
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
      const { sql, close } = await connection();
      try {
        const { text, code = null, note = null } = args;
        await changeTemplate(sql, { provider: args.provider, text, state, code, note });
        progress(`Noted as ${state}.`);
      } finally {
        await close();
      }
    },
  });

/** Some providers send texts only after they have approved them. */
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
