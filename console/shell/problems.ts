import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CompileError } from '../../domain/campaign/compile/compile';
import type { Language } from '../../domain/campaign/definition/definition';
import { type Fault, withAllowed } from '../../domain/campaign/definition/definition-problems';
import { DefinitionError } from '../../domain/campaign/definition/read-definition';
import type { SentenceCode } from '../../domain/text/catalogue';
import { LISTINGS } from '../../domain/text/catalogue/console/listing';
import { TABLES } from '../../domain/text/catalogue/tables';
import { type Problem as FieldProblem, Refused, type Sentence, sentence, tellIn } from '../../domain/text/refusal';
import { TemplateError } from '../../domain/text/template';
import { dataErrorCode } from '../../store/db/data-error';
import { isOutOfReach } from '../../store/db/out-of-reach';
import { type RefusalCode, ReportRefused } from '../../store/report/report-refusals';
import { WarningsUntold } from '../../store/warning/warnings';
import type { App, Console } from './context';
import { languageOf } from './language';
import { answer, render } from './render';
import { words } from './words/words';

/** The fault of one field, in the reader's language. */
export interface FieldTold {
  field: string | null;
  code: SentenceCode;
  message: string;
}

/**
 * The refusal of a request: a status, and a sentence of the catalogue. The answer uses the reader's language; `message`
 * is English, for logs.
 */
export class Problem extends Error {
  /** The code, for programs. */
  readonly code: string;

  constructor(
    readonly statusCode: number,
    private readonly said: Sentence,
    private readonly problems: readonly FieldProblem[] = [],
  ) {
    super(tellIn('en', said));
    this.code = said.code;
  }

  /** @returns the fault, and the way to correct it. */
  say(language: Language): string {
    return tellIn(language, this.said);
  }

  /** @returns the faults by field. */
  sayProblems(language: Language): FieldTold[] {
    return this.problems.map((problem) => ({
      field: problem.field,
      code: problem.code,
      message: tellIn(language, problem),
    }));
  }
}

/** 404 not there, 409 not now, 410 no longer, 422 to be corrected. */
const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  'unknown-campaign': 404,
  'unknown-round': 404,
  'not-asked': 404,
  'not-open': 409,
  'nothing-to-return': 409,
  'not-taken-back': 409,
  'case-answered': 409,
  'case-own-hand': 403,
  locked: 410,
  closed: 410,
  cancelled: 410,
};

/** @returns the HTTP status that goes with a refusal. */
export const statusOf = (code: RefusalCode): number => STATUS[code];

/** A problem of a definition, by its path in it. */
const noteOf = (fault: Fault): FieldProblem => ({ field: fault.field, ...withAllowed(fault) });

/** @returns the refusal for the API, or null when the error is our own failure. */
function refusalOf(error: Error): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof ReportRefused) return new Problem(STATUS[error.code], error.sentence, error.problems);
  if (error instanceof DefinitionError || error instanceof CompileError)
    return new Problem(422, error.sentence, (error.problems as readonly Fault[]).map(noteOf));
  if (error instanceof TemplateError) return new Problem(422, error.sentence);
  if (error instanceof WarningsUntold) return new Problem(503, error.sentence);
  if (error instanceof Refused) return new Problem(statusOfRefused(error), error.sentence, error.problems);
  // Some value of the request fits no column: nothing was done.
  if (dataErrorCode(error)?.startsWith('22')) return new Problem(400, sentence('unreadable-request'));
  const { statusCode = 500 } = error as Partial<FastifyError>;
  return statusCode < 500 ? new Problem(statusCode, unread(statusCode)) : null;
}

/** Refusals by the server itself before any route runs, by status. */
function unread(status: number): Sentence {
  switch (status) {
    case 404:
      return sentence('not-found');
    case 406:
    case 415:
      return sentence('wrong-content-type');
    case 408:
      return sentence('too-slow');
    case 413:
    case 414:
      return sentence('request-too-large');
    case 429:
      return sentence('too-often');
    default:
      return sentence('unreadable-request');
  }
}

/** Refusals with a status of their own. */
const STATUS_OF: Partial<Record<SentenceCode, number>> = {
  busy: 503,
  'map-unreadable': 422,
  'tables-busy': 409,
  'too-many-people': 429,
  'nobody-to-erase': 404,
  'snooze-needs-reason': 422,
  'beyond-lock': 422,
  'call-not-reported': 409,
  'call-not-undone': 409,
  'reminded-just-now': 409,
  'unit-not-reminded': 409,
  'case-kind-absent': 422,
  'case-outside': 422,
  'case-nobody-answers': 422,
  'case-own-hand': 403,
  'paper-day': 422,
  'paper-no-sheet': 422,
  'paper-own-hand': 403,
  'paper-sheet-absent': 404,
  'not-a-period': 422,
  'period-ahead': 422,
  'plan-absent': 404,
  'unknown-outcome': 422,
};

/** The status of any other refusal: not there, to be corrected (tables always are), or not now. */
const statusOfRefused = ({ code, problems }: Refused): number =>
  STATUS_OF[code] ??
  (code.startsWith('unknown-') ? 404 : problems.length > 0 || code in TABLES || code in LISTINGS ? 422 : 409);

/** @returns whether the client wants a page: people get a page, programs get JSON. */
export const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');

function problemPage(request: FastifyRequest, problem: Problem): string {
  const language = languageOf(request);
  const w = words[language];
  const { statusCode } = problem;
  const title = statusCode === 404 ? w.notFoundTitle : statusCode === 403 ? w.forbiddenTitle : w.problemTitle;
  return render('problem', { w, title, message: problem.say(language) });
}

/** Our own failure: whoever asks may ask the same again once the database serves us. */
const failureOf = (error: Error): Problem =>
  isOutOfReach(error) ? new Problem(503, sentence('database-away')) : new Problem(500, sentence('failed'));

/** Answers with a problem in the reader's language: a page for people, JSON for programs. */
export function tell(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { statusCode: status, code } = problem;
  reply.code(status);
  if (wantsPage(request)) return reply.send(answer(reply, { status, html: problemPage(request, problem) }));
  const language = languageOf(request);
  const problems = problem.sayProblems(language);
  return reply.send({ code, message: problem.say(language), ...(problems.length > 0 && { problems }) });
}

/** Answers every refusal and failure in one way, and logs failures without the content of the request. */
export function handleProblems(app: App, { log }: Pick<Console, 'log'>): void {
  app.setErrorHandler<Error>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (!refusal)
      log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'console: request failed');
    return tell(request, reply, refusal ?? failureOf(error));
  });
  app.setNotFoundHandler((request, reply) => tell(request, reply, new Problem(404, sentence('not-found'))));
}
