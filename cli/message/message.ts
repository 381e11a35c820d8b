import { defineCommand } from 'citty';
import { answerReply, resendMessage } from '../../actions/message/messages';
import { sampleMessages } from '../../delivery/words/message-samples';
import { checkMessages } from '../../delivery/words/texts';
import { compile } from '../../domain/campaign/compile/compile';
import { REASONS } from '../../domain/message/message-states';
import { Refused, sentence } from '../../domain/text/refusal';
import { deadLetters, lifeOf } from '../../store/message/dead-letters';
import { type DeadReply, deadReplies } from '../../store/message/dead-replies';
import { loadDefinition } from '../campaign/definition-file';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { planRegister } from '../plan/plan-register';
import { plansSettings } from '../plans-settings';
import { commandLine } from '../who';

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
      ...plansSettings(),
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
  throw new Refused(sentence('option-not-language', { found: text }));
}

const resend = defineCommand({
  meta: { name: 'resend', description: 'Send a failed message again; one whose fate is unknown only with --force' },
  args: {
    id: { type: 'positional', description: 'Number of the message', required: true },
    force: { type: 'boolean', description: 'I have made sure that it did not arrive' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const id = numberOf(args.id);
    await connected(async ({ sql }) => {
      const resending = { message: id, confirmed: args.force === true };
      const message = await resendMessage({ sql, by: commandLine() }, resending);
      if (args.json) printJson(message);
      else progress(`Message ${message.id} is queued again; delivery's sweeper picks it up within seconds.`);
    });
  },
});

function numberOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refused(sentence('not-a-message-number', { found: text }));
}

const dead = defineCommand({
  meta: { name: 'dead', description: 'List messages that did not arrive, or perhaps did not, with the cause of each' },
  args: {
    campaign: { type: 'positional', description: 'Campaign; all live ones when left out', required: false },
    limit: { type: 'string', description: 'How many, the newest first', default: '200' },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    await connected(async ({ sql }) => {
      const letters = await deadLetters(sql, { campaign: args.campaign ?? null, limit: numberOf(args.limit) });
      const replies = args.campaign ? [] : await deadReplies(sql, { limit: numberOf(args.limit) });
      if (args.json) return printJson({ messages: letters, replies });
      printReplies(replies);
      if (letters.length === 0) return progress('There is no such message.');
      printTable(
        ['number', 'campaign', 'round', 'rung', 'place', 'way', 'state', 'cause', 'code', 'instead'],
        letters.map(({ id, campaign, key, rung, regionName, channel, provider, state, reason, code, instead }) => [
          id,
          campaign,
          key,
          rung,
          regionName,
          provider ?? channel,
          state,
          REASONS[reason]?.en ?? reason,
          code ?? '',
          instead ?? '',
        ]),
      );
      progress(
        'Send one again with `nuandong message resend NUMBER`; an unknown one with --force, once you know that it did not arrive.',
      );
    });
  },
});

function printReplies(replies: readonly DeadReply[]): void {
  if (replies.length === 0) return;
  printTable(
    ['reply', 'provider', 'places', 'received', 'attempts', 'problem'],
    replies.map(({ id, provider, places, receivedAt, attempts, problem }) => [
      id,
      provider,
      places.join(', '),
      receivedAt,
      attempts,
      problem,
    ]),
  );
  progress('Replies that could not be handled: ask the place, or try again with `nuandong message answer NUMBER`.');
}

const answer = defineCommand({
  meta: { name: 'answer', description: 'Handle a reply by SMS once more that was set aside' },
  args: { id: { type: 'positional', description: 'Number of the reply, of `message dead`', required: true } },
  async run({ args }) {
    const id = numberOf(args.id);
    const by = commandLine();
    await connected(async ({ sql }) => {
      await answerReply({ sql, by }, { reply: id });
      progress(`Reply ${id} is handled within a second by a process with the role console.`);
    });
  },
});

const life = defineCommand({
  meta: { name: 'life', description: 'Print every move of one message: when, why, at which attempt' },
  args: {
    id: { type: 'positional', description: 'Number of the message', required: true },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const id = numberOf(args.id);
    await connected(async ({ sql }) => {
      const moves = await lifeOf(sql, id);
      if (args.json) return printJson(moves);
      printTable(
        ['campaign time', 'from', 'to', 'cause', 'code', 'attempt', 'provider'],
        moves.map(({ at, before, after, reason, code, attempt, provider }) => [
          at,
          before ?? '',
          after,
          reason ? (REASONS[reason]?.en ?? reason) : '',
          code ?? '',
          attempt,
          provider ?? '',
        ]),
      );
    });
  },
});

export default defineCommand({
  meta: { name: 'message', description: 'Look at the messages of a campaign, or send one again' },
  subCommands: { preview, dead, life, resend, answer },
});
