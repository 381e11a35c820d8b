import { defineCommand } from 'citty';
import { noteSignature } from '../../actions/message/approvals';
import { platformNamed } from '../../delivery/channels/sms/platforms';
import { Refused, sentence } from '../../domain/text/refusal';
import { registeredSignatures } from '../../store/message/signatures';
import type { TemplateState } from '../../store/message/templates';
import { connected } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const list = defineCommand({
  meta: { name: 'list', description: 'List the signatures by provider, with how far their approval has come' },
  args: { json: { type: 'boolean', description: 'One JSON document on standard output' } },
  async run({ args }) {
    await connected(async ({ env, sql }) => {
      const registered = await registeredSignatures(sql);
      if (args.json) return printJson(registered);
      printTable(
        ['provider', 'signature', 'state', 'note'],
        registered.map(({ provider, signature, state, note }) => [provider, signature, state, note]),
      );
      progress(`SMS_SIGNATURE is ${env.SMS_SIGNATURE}.`);
    });
  },
});

/** A verb that records the approval state of one signature. */
const noting = (state: TemplateState, description: string) =>
  defineCommand({
    meta: { name: state, description },
    args: {
      signature: {
        type: 'positional',
        description: 'With or without 【】; SMS_SIGNATURE when left out',
        required: false,
      },
      provider: { type: 'string', description: 'SMS provider, for example aliyun', default: 'aliyun' },
      note: { type: 'string', description: 'For example why it was rejected' },
    },
    async run({ args }) {
      const { provider, note = null } = args;
      if (!platformNamed(provider).templates) throw new Refused(sentence('no-signature-approval', { provider }));
      await connected(async ({ env, sql }) => {
        const signature = (args.signature ?? env.SMS_SIGNATURE).replace(/^【|】$/g, '');
        await noteSignature({ sql, by: commandLine() }, { provider, signature, state, note });
        progress(`The signature 【${signature}】 is noted as ${state} at ${provider}.`);
      });
    },
  });

/** Verbs for signatures: platforms that approve texts also approve the signature in front of them. */
export default defineCommand({
  meta: { name: 'signatures', description: 'The SMS signature (SMS_SIGNATURE) and its approval by providers' },
  subCommands: {
    list,
    submit: noting('submitted', 'Note that a signature was handed in'),
    approve: noting('approved', 'Note that a signature was approved'),
    reject: noting('rejected', 'Note that a signature was rejected'),
  },
});
