/** A refusal of the server, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: readonly { field: string | null; message: string }[] = [],
  ) {
    super(message);
  }
}

/** Stored in this variable only: the server gives it to a signed-in user (see session.tsx). */
let csrfToken = '';
export const rememberCsrf = (token: string): void => {
  csrfToken = token;
};

const signIn = (): never => {
  const next = encodeURIComponent(location.pathname + location.search + location.hash);
  location.assign(`/login?next=${next}`);
  throw new Refusal(401, 'unauthorized', 'Signed out');
};

/** The page's language, not the browser's, so that refusals have the language of the page. */
const inReadersLanguage = () => ({
  accept: 'application/json',
  'accept-language': document.documentElement.lang,
});
/** What the server could not say itself. */
const say = (zh: string, en: string): string => (document.documentElement.lang === 'en' ? en : zh);

/** @throws Refusal in the reader's language where the browser has no answer, and says so in English */
async function asked(path: string, how: RequestInit): Promise<Response> {
  return fetch(path, how).catch((error: Error) => {
    if (how.signal?.aborted) throw error;
    const told = say(
      '没有连上服务器。请检查网络，再试一次。',
      'The server cannot be reached. Check the network, try again.',
    );
    throw new Refusal(0, 'unreachable', told);
  });
}

/** @throws Refusal in the words of the server; those of a proxy before it are no JSON */
async function answerOf<Body>(answer: Response): Promise<Body> {
  if (answer.status === 401) return signIn();
  const body = await answer.json().catch(() => null);
  if (answer.ok) return body as Body;
  const { status } = answer;
  const told = say(
    `服务器现在不能答复（${status}），请稍后再试。`,
    `The server cannot answer now (${status}): try later.`,
  );
  throw new Refusal(status, body?.code ?? 'failed', body?.message ?? told, body?.problems);
}

/** An answer, and the tag by which the server knows it again. */
export interface Tagged<Body> {
  body: Body;
  tag: string | null;
}

/**
 * @param path below the server's root, for example `/api/board`
 * @param had the answer before, which is returned when the server has no other
 */
export async function getTagged<Body>(
  path: string,
  { signal, had = null }: { signal?: AbortSignal; had?: Tagged<Body> | null } = {},
): Promise<Tagged<Body>> {
  const headers = { ...inReadersLanguage(), ...(had?.tag && { 'if-none-match': had.tag }) };
  const answer = await asked(path, { headers, ...(signal && { signal }) });
  if (had && answer.status === 304) return had;
  return { tag: answer.headers.get('etag'), body: await answerOf<Body>(answer) };
}

export const get = async <Body>(path: string, signal?: AbortSignal): Promise<Body> =>
  (await getTagged<Body>(path, signal && { signal })).body;

/**
 * A browser sends so much on after its page is closed; of the 64 KB that it takes, Chinese characters are three
 * bytes.
 */
const SENT_ON = 20_000;

/** Sends JSON, or a form with files as it is; what is put is sent on also while the page is being left. */
export async function send<Body>(
  path: string,
  body: object,
  method: 'POST' | 'PUT' | 'DELETE' = 'POST',
): Promise<Body> {
  const isForm = body instanceof FormData;
  const text = isForm ? body : JSON.stringify(body);
  return answerOf(
    await asked(path, {
      method,
      keepalive: method === 'PUT' && typeof text === 'string' && text.length < SENT_ON,
      headers: {
        ...inReadersLanguage(),
        'x-csrf-token': csrfToken,
        ...(!isForm && { 'content-type': 'application/json' }),
      },
      body: text,
    }),
  );
}

/** Sends JSON, and saves the file that comes back under the name that the server gives it. */
export const download = async (path: string, body: object): Promise<void> => saved(await posted(path, body));

/** Sends a form with files, and saves the file that comes back. */
export async function save(path: string, form: FormData): Promise<void> {
  const answer = await asked(path, {
    method: 'POST',
    headers: { ...inReadersLanguage(), 'x-csrf-token': csrfToken },
    body: form,
  });
  await saved(answer.ok ? answer : await answerOf<Response>(answer));
}

async function saved(answer: Response): Promise<void> {
  const header = answer.headers.get('content-disposition') ?? '';
  const given = /filename\*=UTF-8''([^;]+)/.exec(header)?.[1];
  const named = given ? ['', decodeURIComponent(given)] : /filename="([^"]+)"/.exec(header);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = named?.[1] ?? 'file';
  link.click();
  URL.revokeObjectURL(url);
}

/** Sends JSON. @returns an address in this page of the picture that comes back; whoever shows it lets it go */
export async function picture(path: string, body: object): Promise<string> {
  const answer = await posted(path, body);
  return URL.createObjectURL(await answer.blob());
}

async function posted(path: string, body: object): Promise<Response> {
  const answer = await asked(path, {
    method: 'POST',
    headers: { ...inReadersLanguage(), 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.ok ? answer : answerOf<Response>(answer);
}
