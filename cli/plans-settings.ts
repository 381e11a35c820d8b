import { readPlansSettings } from '../config/env';

/** @returns what stands in messages that are only looked at: as the running system has it, or an example */
export function plansSettings(): { signature: string; publicUrl: string } {
  const { SMS_SIGNATURE: signature, PUBLIC_URL: publicUrl } = readPlansSettings();
  return { signature, publicUrl };
}
