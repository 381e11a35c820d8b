import { defineCommand } from 'citty';
import { checkMessages } from '../delivery/texts';
import { compile } from '../domain/compile/compile';
import { resendMessage } from '../register/messages';
import { connection } from './connection';
import { loadDefinition } from './definition-file';
import { sampleMessages } from './message-samples';
import { printJson, progress } from './output';
import { planRegister } from './plan-register';

const preview = defineCommand({
  meta: { name: 'preview', description: 'Print every message of a campaign with sample names, and its SMS segments' },
  args: {
    file: { type: 'string', description: 'Campaign definition (YAML)', required: true },
    language: { type: 'string', description: "zh-CN or en; the definition's own when left out" },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const { definition } = await loadDefinition(args.file);
    checkMessages(definition);
    const { regions } = await planRegister({ scope: definition.scope, folder: undefined });
    const samples = sampleMessages({
      definition,
      plan: compile({ definition, regions }),
      language: languageOf(args.language ?? definition.language),
      signature: process.env.SMS_SIGNATURE ?? '暖冬',
      publicUrl: process.env.PUBLIC_URL ?? 'https://nuandong.example.org',
    });
    if (args.json) return printJson(samples);
    for (const { message, sms, email } of samples) {
      process.stdout.write(
        `── ${message} ── SMS × ${sms.segments}\n${sms.text}\n\n${email.subject}\n${email.text}\n\n\n`,
      );
    }
  },
});

function languageOf(text: string): 'zh-CN' | 'en' {
  if (text === 'zh-CN' || text === 'en') return text;
  throw new Error(`--language is zh-CN or en; found "${text}"`);
}

const resend = defineCommand({
  meta: { name: 'resend', description: 'Send a failed message again; one whose fate is unknown only with --force' },
  args: {
    id: { type: 'positional', description: 'Number of the message', required: true },
    force: { type: 'boolean', description: 'I have made sure that it did not arrive' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    if (!/^\d+$/.test(args.id)) throw new Error(`A message has a number such as 17; found "${args.id}"`);
    const { sql, close } = await connection();
    try {
      const message = await resendMessage(sql, { id: Number(args.id), force: args.force === true });
      if (args.json) printJson(message);
      else progress(`Message ${message.id} is queued again; delivery's sweeper picks it up within seconds.`);
    } finally {
      await close();
    }
  },
});

export default defineCommand({
  meta: { name: 'message', description: 'Look at the messages of a campaign, or send one again' },
  subCommands: { preview, resend },
});
