import { defineCommand } from 'citty';
import { readHookSecrets } from '../../config/env';
import { hookSecret, SIMULATOR } from '../../config/hook-secrets';
import { startMailCatcher } from '../../services/mail-catcher';
import { consoleHooks, startSmsSimulator } from '../../services/sms-simulator';
import { interruption } from '../interruption';
import { progress } from '../output';

/** For containers, where every service is a separate process; `npm start` runs both simulators inside itself. */
export default defineCommand({
  meta: { name: 'simulators', description: 'Run only the mail catcher and the SMS simulator, until Ctrl-C' },
  args: {
    host: { type: 'string', description: 'Address to listen on', default: '127.0.0.1' },
    'smtp-port': { type: 'string', description: 'Port that takes e-mail', default: '1025' },
    'mail-port': { type: 'string', description: 'Port of the page with the caught e-mails', default: '8025' },
    'sms-port': { type: 'string', description: 'Port of the SMS gateway and its page', default: '8026' },
    'smpp-port': { type: 'string', description: 'Port of the SMS gateway for SMPP', default: '2775' },
    'hooks-base': {
      type: 'string',
      description:
        'Address of the console, which takes receipts and replies; the secret is HOOK_SECRET_SIMULATOR, or made of HOOK_SECRET',
    },
  },
  async run({ args }) {
    const interrupted = interruption();
    const mail = await startMailCatcher({
      host: args.host,
      smtpPort: Number(args['smtp-port']),
      httpPort: Number(args['mail-port']),
    });
    const sms = await startSmsSimulator({
      host: args.host,
      port: Number(args['sms-port']),
      smppPort: Number(args['smpp-port']),
      ...(args['hooks-base'] && { hooks: consoleHooks(args['hooks-base'], simulatorSecret()) }),
    });
    progress(`Caught mail ${mail.url} (${mail.smtpUrl}), caught SMS ${sms.url} (SMPP on port ${args['smpp-port']})`);
    await interrupted.arrived();
    await Promise.all([mail.stop(), sms.stop()]);
  },
});

const simulatorSecret = (): string => hookSecret(readHookSecrets(), SIMULATOR);
