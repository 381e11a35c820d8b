import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { messageText } from '../../store/message/message-search';
import { resumeContact } from '../../store/message/stops';
import { type PersonInFull, showPeople } from '../../store/people/people-shown';
import * as erase from '../../store/people/personal/erase';
import * as links from '../../store/round/links';
import type { Acting, Deciding } from '../acting';

/** A post in the register, for example the contact of a village. */
interface Post extends Pick<erase.Erasure, 'region' | 'role'> {
  /** For the audit log; it must name no person. */
  reason: string;
}

interface Looking {
  /** Numbers of contacts. */
  people: readonly number[];
  /** A message; its text and person are shown as well. */
  message?: number | undefined;
  purpose: string;
  reason: string;
  /** Highest region that the reader may see; null means everything. */
  top: string | null;
  /** Most people that the reader may see in 24 hours. */
  most: number;
}

/**
 * Shows people in full. One line of the audit log records who was shown to whom and why, but not the data.
 * @returns the people, the text of the message, and how many more the reader may see
 * @throws Refused; then no person is shown
 */
export const revealPeople = (
  { sql, by, name }: Deciding,
  { people, message, purpose, reason, top, most }: Looking,
): Promise<{ people: PersonInFull[]; text: string | null; left: number }> =>
  atomically(sql, async (transaction) => {
    const sent = message === undefined ? null : await messageText(transaction, { id: message, top });
    if (message !== undefined && !sent) throw new Refused(sentence('unknown-message', { message }));
    const wanted = [...new Set([...people, ...(sent ? [sent.contact] : [])])];
    const shown = await showPeople(transaction, { reader: name, top, people: wanted, most });
    await audit(transaction, by, 'reveal-people', { what: purpose, people: wanted.join(' '), message, reason });
    return { ...shown, text: sent?.text ?? null };
  });

/**
 * Erases a person: in the register, and in every text of the region, above or below it, that names the person. The post
 * stays.
 * @throws Refused when the post is empty
 */
export const erasePerson = ({ sql, by }: Acting, erasure: erase.Erasure & Post): Promise<erase.Erased> =>
  atomically(sql, async (transaction) => {
    const { lines, ...erased } = await erase.erasePerson(transaction, erasure);
    const { region, role, reason } = erasure;
    await audit(transaction, by, 'erase-person', { region, role, reasons: lines.join(','), reason });
    return { ...erased, reasons: lines.length };
  });

/** Revokes the links in a contact's messages, for example after a lost phone; the next message brings a new link. */
export const revokeLinks = ({ sql, by }: Acting, { region, role, reason }: Post): Promise<{ ended: number }> =>
  atomically(sql, async (transaction) => {
    const ended = await links.revokeLinks(transaction, { region, role });
    await audit(transaction, by, 'revoke-links', { region, role, ended, reason });
    return { ended };
  });

/** Cancels the stop of a number, so that SMS go to it again. @param top only within this region @throws Refused */
export const resumeSms = (
  { sql, by }: Acting,
  { region, role, reason, top }: Post & { top?: string | null },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    const within = top === undefined ? {} : { top };
    const found = await resumeContact(transaction, { region, role, ...within });
    if (!found) throw new Refused(sentence('unknown-contact', { region }));
    if (!found.stopped) throw new Refused(sentence('not-stopped'));
    await audit(transaction, by, 'resume-sms', { region, role, reason });
  });
