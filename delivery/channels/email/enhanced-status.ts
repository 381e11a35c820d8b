/**
 * No such mailbox, no such domain, no valid address, moved away, a domain that takes no mail, a disabled mailbox. A
 * full mailbox (5.2.2), and a refusal for the content or the sender (5.7.x), may be gone tomorrow and say nothing about
 * the address.
 */
const NOBODY_THERE = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);

/**
 * @param status a mail server's reason, `class.subject.detail` (RFC 3463)
 * @returns whether it says that this address reaches no mailbox, for good
 */
export const saysNobodyIsThere = (status: string | null): boolean => status !== null && NOBODY_THERE.has(status);

/** @returns the enhanced status behind the code of a server's answer (`550 5.1.1 …`); null when there is none */
export const statusOfAnswer = (answer: string): string | null =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? null;
