/** @returns the domain that stands in the Message-IDs of a sender's e-mails. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** @returns the Message-ID without angle brackets; every attempt of a message has the same one. */
export const messageIdOf = (message: number, domain: string): string => `message-${message}@${domain}`;

/** @returns the number of the message that a Message-ID names, or null when the Message-ID is not of this domain. */
export function messageNamed(messageId: string, domain: string): number | null {
  const [, number, host] = /^message-(\d{1,15})@(.+)$/.exec(messageId) ?? [];
  return number && host?.toLowerCase() === domain ? Number(number) : null;
}
