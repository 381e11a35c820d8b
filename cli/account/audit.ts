import { defineCommand } from 'citty';
import { Refused, sentence } from '../../domain/text/refusal';
import { anchorOf, isWhole, sealAuditLog, verifyAuditLog } from '../../store/account/audit-chain';
import { connected } from '../connection';
import { printJson, progress } from '../output';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;

const verify = defineCommand({
  meta: { name: 'verify', description: 'Look whether any line of the audit log was changed, taken away or left out' },
  args: {
    anchor: { type: 'string', description: 'One that you kept elsewhere, POSITION:HASH: is it still in the chain?' },
    json,
  },
  async run({ args }) {
    const kept = args.anchor === undefined ? null : readAnchor(args.anchor);
    await connected(async ({ sql }) => {
      await sealAuditLog(sql);
      const found = await verifyAuditLog(sql);
      const known = kept && (await anchorOf(sql, kept.position));
      const anchored = kept === null || known?.hash === kept.hash;
      const whole = isWhole(found) && anchored;
      if (args.json) printJson({ ...found, anchored: kept && anchored, whole });
      else {
        for (const [what, lines] of LISTS.map(([name, words]) => [words, found[name]] as const))
          if (lines.length > 0) process.stdout.write(`✗ ${what}: ${lines.join(', ')}\n`);
        if (!anchored) process.stdout.write('✗ the anchor is not in the chain: what stood before it was changed\n');
        if (whole) process.stdout.write(`✓ ${found.lines} lines, none changed, taken away or left out\n`);
        if (found.anchor) process.stdout.write(`Anchor ${found.anchor.position}:${found.anchor.hash}\n`);
      }
      if (whole) return;
      process.exitCode = 1;
      progress('Compare with a backup: docs/operate.md says how.');
    });
  },
});

const LISTS = [
  ['changed', 'lines that are not what was sealed'],
  ['gone', 'lines that are gone'],
  ['unsealed', 'lines that were kept from being sealed'],
  ['reasons', 'lines whose reason was changed, or erased without a word'],
] as const;

function readAnchor(text: string): { position: number; hash: string } {
  const [, position, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (position && hash) return { position: Number(position), hash };
  throw new Refused(sentence('option-not-anchor'));
}

/** Checks whether the audit log was changed. */
export default defineCommand({
  meta: { name: 'audit', description: 'The audit log: was it changed?' },
  subCommands: { verify },
});
