/** @param phone as in the register, where a number without a country is Chinese. @returns the same in E.164 */
export const international = (phone: string): string => (phone.startsWith('+') ? phone : `+86${phone}`);
