import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../domain/campaign/definition/definition';
import { maskedEmail, maskedPhone } from '../../../domain/people/masks';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { codeHolder, isProof, PROOF_SECONDS, proofOf } from '../../../store/list/page-codes';
import type { Asked } from '../../../store/round/asks';
import type { Link } from '../../../store/round/links';
import type { Console } from '../../shell/context';
import { Problem } from '../../shell/problems';
import { type Page, render } from '../../shell/render';
import { isHttps } from '../../shell/session';
import { headView } from '../form-view';

/** A link to a list that opened. */
export interface ListOpened {
  link: Link;
  asked: Asked;
  language: Language;
  token: string;
}

/** One for each contact: a phone may serve two. Only pages of links get it. */
const cookieName = ({ env }: Console, { contact }: Link): string =>
  `${isHttps(env) ? '__Secure-' : ''}nuandong-list-${contact}`;

/**
 * @returns whether this phone may see and send rows: it has given the code of the link's contact. In a rehearsal nobody
 *   has a phone, and the people of its lists are invented
 */
export async function isOpenHere(
  console: Console,
  request: FastifyRequest,
  { link, asked }: Pick<ListOpened, 'link' | 'asked'>,
): Promise<boolean> {
  if (asked.mode === 'rehearsal') return true;
  const proof = request.cookies[cookieName(console, link)];
  if (proof === undefined) return false;
  return isProof(console.env.LINK_SECRET, link, await codeHolder(console.sql, link), proof);
}

/** The refusal for the form's script, which keeps its rows and tries again. */
export const doorShut = (): Problem => new Problem(401, sentence('list-code-needed'));

/** Lets the phone see rows from now on. */
export async function openDoor(console: Console, reply: FastifyReply, link: Link): Promise<void> {
  const until = Math.floor(Date.now() / 1000) + PROOF_SECONDS;
  const proof = proofOf(console.env.LINK_SECRET, link, await codeHolder(console.sql, link), until);
  reply.setCookie(cookieName(console, link), proof, {
    path: '/r/',
    maxAge: PROOF_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(console.env),
  });
}

/** @returns the page that says what is asked, and asks for the code; no row is in it */
export async function doorPage(
  console: Console,
  { link, asked, language, token }: ListOpened,
  { status = 200, problem }: { status?: number; problem?: 'list-code-wrong' | 'list-code-wait' } = {},
): Promise<Page> {
  const { phone, email, sent } = await codeHolder(console.sql, link);
  const to = phone ? maskedPhone(phone) : email ? maskedEmail(email) : null;
  const told = problem ? tellIn(language, sentence(problem)) : null;
  return {
    status,
    html: render('list-code', { ...headView(asked, language), to, sent, problem: told, address: `/r/${token}` }),
  };
}
