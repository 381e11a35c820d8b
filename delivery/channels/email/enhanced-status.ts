/**
 * No such mailbox, no such domain, no address at all, moved away, a domain that takes no mail, a mailbox that was
 * disabled. A full mailbox (5.2.2) and what a server will not have for its contents or its sender (5.7.x) can be
 * another matter tomorrow, and says nothing about the address.
 */
const NOBODY_THERE = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);

/**
 * @param status a mail server's reason, `class.subject.detail` (RFC 3463)
 * @returns whether it says that nobody can be written to under this address, for good
 */
export const saysNobodyIsThere = (status: string | null): boolean => status !== null && NOBODY_THERE.has(status);

/**
 * @returns the reason that an answer of a server begins with, behind its code (`550 5.1.1 …`); null when it gives none
 */
export const statusOfAnswer = (answer: string): string | null =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? null;
