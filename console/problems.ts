import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CampaignRefused } from '../client/campaign-refused';
import { TemplateError } from '../delivery/texts';
import { CompileError } from '../domain/compile/compile';
import { DefinitionError } from '../domain/definition/read-definition';
import { type RefusalCode, ReportRefused } from '../register/report-refusals';
import { WarningsUntold } from '../register/warnings';
import type { App, Console } from './context';
import { languageOf } from './language';
import { answer, render } from './render';
import { type Words, words } from './words';

interface FieldNote {
  field: string | null;
  code: string;
  message: string;
}

/** A request that is refused: with a status, a word for programs and a sentence for people. */
export class Problem extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    readonly problems: readonly FieldNote[] = [],
  ) {
    super(message);
  }
}

/** 404 what is not there, 409 not now, 410 no more, 422 to be corrected. */
const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  'unknown-campaign': 404,
  'unknown-round': 404,
  'not-asked': 404,
  'not-open': 409,
  'nothing-to-return': 409,
  locked: 410,
  closed: 410,
  cancelled: 410,
};

/** @returns the HTTP status that goes with a refusal. */
export const statusOf = (code: RefusalCode): number => STATUS[code];

/** A problem of a definition, by its path in it. */
const noteOf = ({ path, message, allowed }: { path: string; message: string; allowed: string }): FieldNote => ({
  field: path || null,
  code: 'definition',
  message: `${message}; allowed: ${allowed}`,
});

/** @returns the refusal as the API tells it, or null when the error is a failure of ours. */
function refusalOf(error: Error): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof ReportRefused)
    return new Problem(STATUS[error.code], error.code, error.say('en'), error.problems);
  if (error instanceof CampaignRefused) return new Problem(409, 'refused', error.message);
  if (error instanceof DefinitionError || error instanceof CompileError)
    return new Problem(422, 'definition', error.message, error.problems.map(noteOf));
  if (error instanceof TemplateError) return new Problem(422, 'definition', error.message);
  if (error instanceof WarningsUntold)
    return new Problem(503, 'untold', `${error.message} The next message, or the next poll of a feed, tells them.`);
  const { statusCode = 500, code = 'refused' } = error as Partial<FastifyError>;
  return statusCode < 500 ? new Problem(statusCode, code, error.message) : null;
}

/** People get a page, programs get JSON. */
const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');

/** What a page says; the program's message names fields and codes that a person has no use for. */
const PAGE: Record<number, keyof Words> = {
  403: 'forbidden',
  404: 'notFound',
  413: 'tooLarge',
  429: 'tooOften',
  500: 'failed',
};

function problemPage(request: FastifyRequest, status: number): string {
  const w = words[languageOf(request)];
  const title = status === 404 ? w.notFoundTitle : status === 403 ? w.forbiddenTitle : w.problemTitle;
  return render('problem', { w, title, message: w[PAGE[status] ?? 'notUnderstood'] });
}

const FAILED = new Problem(
  500,
  'failed',
  'Something failed on our side. Nothing was lost; please try again in a minute.',
);

/** Answers with a problem: a page for people, JSON for programs. */
export function tell(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { statusCode, code, message, problems } = problem;
  reply.code(statusCode);
  if (wantsPage(request))
    return reply.send(answer(reply, { status: statusCode, html: problemPage(request, statusCode) }));
  return reply.send({ code, message, ...(problems.length > 0 && { problems }) });
}

/** One way for every refusal and failure to be told, and failures to be logged without what the request carried. */
export function handleProblems(app: App, { log }: Pick<Console, 'log'>): void {
  app.setErrorHandler<Error>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (!refusal)
      log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'console: request failed');
    return tell(request, reply, refusal ?? FAILED);
  });
  app.setNotFoundHandler((request, reply) =>
    tell(
      request,
      reply,
      new Problem(404, 'not-found', 'There is nothing at this address. GET /openapi.json lists what there is.'),
    ),
  );
}
