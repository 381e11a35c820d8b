import { Refused, sentence } from '../../domain/text/refusal';
import { SHARE_NAMES, type ShareName, type Shares } from '../../rehearsal/lists/shares';

const isName = (name: string): name is ShareName => (SHARE_NAMES as string[]).includes(name);

/** @returns the shares of `returned=0.2,objects=0.5`. @throws Refused for another name, or what is not from 0 to 1 */
export function readShares(text: string): Partial<Shares> {
  return Object.fromEntries(
    text.split(',').map((part): [ShareName, number] => {
      const [, name = '', share = ''] = /^\s*(\w+)\s*=\s*(0|1|0?\.\d+|1\.0+|0\.0+)\s*$/.exec(part) ?? [];
      if (isName(name)) return [name, Number(share)];
      throw new Refused(sentence('option-not-share', { found: part.trim(), names: SHARE_NAMES.join(', ') }));
    }),
  );
}
