import type { FastifyRequest } from 'fastify';
import type { Env } from '../../config/env';
import type { Language } from '../../domain/campaign/definition/definition';
import { sentence, tellIn } from '../../domain/text/refusal';
import type { Sql } from '../../store/db/db';
import { type Recorded, takenBefore } from '../../store/report/reports';
import { type Asked, type AskedBehind, askedBehind } from '../../store/round/asks';
import { type Link, readToken } from '../../store/round/links';
import type { Console } from '../shell/context';
import { Problem, statusOf } from '../shell/problems';
import { type Page, render } from '../shell/render';
import { words } from '../shell/words/words';
import { headView } from './form-view';

export type LinkState = 'revoked' | 'locked' | 'closed' | 'cancelled' | 'not-open';

/** The result for a token: its link and the question, or the refusal and the question (none for a forged token). */
export type OpenedLink =
  | { open: true; link: Link; asked: Asked }
  | { open: false; state: LinkState; asked: Asked }
  | { open: false; state: 'forged'; asked: null };

const FORGED: OpenedLink = { open: false, state: 'forged', asked: null };

function stateOf({ asked, revoked }: AskedBehind): LinkState | null {
  if (revoked) return 'revoked';
  if (asked.state === 'cancelled') return 'cancelled';
  if (asked.now >= asked.locksAt || asked.state === 'locked') return 'locked';
  if (asked.state === 'closed') return 'closed';
  return asked.now < asked.opensAt ? 'not-open' : null;
}

/** Opens a link for one purpose; a link for the other purpose counts as forged. */
export async function openFor(
  { sql, env }: { sql: Sql; env: Pick<Env, 'LINK_SECRET'> },
  token: string,
  purpose: Link['purpose'],
): Promise<OpenedLink> {
  const id = readToken(env.LINK_SECRET, token);
  const behind = id === null ? null : await askedBehind(sql, id);
  if (id === null || behind?.asked.purpose !== purpose) return FORGED;
  const { asked, contact } = behind;
  const state = stateOf(behind);
  if (state !== null) return { open: false, state, asked };
  const { campaign, round, key, region, locksAt } = asked;
  const link = { id, campaign, round, key, purpose, region: region.code, contact, locksAt };
  return { open: true, link, asked };
}

/**
 * Opens the link in a request's address, and remembers the reader's language: that in the address, else the contact's.
 */
export async function openHere(
  console: Console,
  request: FastifyRequest<{ Params: { token: string }; Querystring: { lang?: Language | undefined } }>,
  purpose: Link['purpose'],
): Promise<OpenedLink & { language: Language }> {
  const opened = await openFor(console, request.params.token, purpose);
  const language = request.query.lang ?? opened.asked?.language ?? 'zh-CN';
  request.language = language;
  return { ...opened, language };
}

/**
 * @returns the answer to an earlier report with this link and key, if there is one: a phone that lost the answer learns
 *   that its report arrived, also after the end of the round
 */
export async function takenFrom(
  { sql }: Pick<Console, 'sql'>,
  opened: OpenedLink,
  submission: string | undefined,
): Promise<Recorded | null> {
  const hidden = !opened.open && (opened.state === 'forged' || opened.state === 'revoked');
  if (!submission || hidden || !opened.asked?.handedIn) return null;
  const { campaign, key, region } = opened.asked;
  return takenBefore(sql, { campaign, key, unit: region.code, submission });
}

/** True for a program that accepts only JSON. */
export const wantsJson = (accept: string | undefined): boolean =>
  (accept ?? '').includes('application/json') && !accept?.includes('text/html');

type Refused = Extract<OpenedLink, { open: false }>;

const statusOfLink = ({ state }: Refused): number =>
  state === 'forged' ? 404 : state === 'revoked' ? 410 : statusOf(state);

/** @returns the refusal for the API; the form's script shows it to the village. */
export const linkProblem = (refused: Refused): Problem => new Problem(statusOfLink(refused), sentence(refused.state));

/**
 * @returns the page for a link that does not open: why, what to do, which office to call (never a person). A village's
 *   page also shows the reports that its phone could not send.
 */
export function refusedPage(refused: Refused, purpose: Link['purpose'], language: Language): Page {
  const w = words[language];
  const { state, asked } = refused;
  const closed = purpose === 'report';
  const told = { title: w[`${state}Title`], message: tellIn(language, sentence(refused.state)), code: state, closed };
  if (!asked) return { status: 404, html: render('problem', { w, ...told, superior: null }) };
  // A withdrawn link may be in the wrong hands, so it does not show the report.
  const showReport = closed && state !== 'revoked' && state !== 'not-open';
  return {
    status: statusOfLink(refused),
    html: render('refused', { ...headView(asked, language), ...told, showReport }),
  };
}
