import { readPlansSettings } from '../config/env';

/** @returns signature and address for previews of messages: of the running system, or example values */
export function plansSettings(): { signature: string; publicUrl: string } {
  const { SMS_SIGNATURE: signature, PUBLIC_URL: publicUrl } = readPlansSettings();
  return { signature, publicUrl };
}
