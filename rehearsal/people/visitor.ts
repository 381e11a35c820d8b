import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FIELD_TYPES } from '../../domain/report/field-kinds';
import { Refused, sentence } from '../../domain/text/refusal';
import { type Asking, asking } from '../clock/asking';
import { reaching, wasAskedBefore } from '../clock/patience';
import { PHOTO } from './photo';
import { bearWitness } from './witness';

/** A field of the form, with everything that is needed to fill it. */
export interface AskedField {
  id: string;
  type: (typeof FIELD_TYPES)[number];
  required: boolean;
  min?: number | undefined;
  max?: number | undefined;
  maxLength?: number | undefined;
  choices: string[];
}

export interface OpenForm {
  fields: AskedField[];
  nothingAllowed: boolean;
}

export type HandedIn = { receipt: string } | { refused: string };

/** Name of the form's second button: there is nothing to report. */
export const NOTHING = 'nothing-to-report';

const TIMEOUT_MS = 20_000;

const field = z.object({
  id: z.string(),
  type: z.enum(FIELD_TYPES),
  required: z.boolean().default(true),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().optional(),
  choices: z.array(z.object({ value: z.string() }).transform(({ value }) => value)).default([]),
});
const asked = z.object({ form: z.object({ fields: z.array(field), nothingToReport: z.boolean() }) });
const handedIn = z.object({ receipt: z.string() });

/** @returns the address of the link in the API. */
const apiAddress = (link: string): URL => {
  const url = new URL(link);
  const token = url.pathname.split('/').at(-1) ?? '';
  return new URL(`/api/links/${token}`, url);
};

/** Asks the console, and waits only so long. */
export async function call(address: URL | string, what: Asking = {}): Promise<Response> {
  const response = await reaching(() => asking(address, what, TIMEOUT_MS));
  await bearWitness(new URL(address), response);
  return response;
}

/** Refusals of acts without a key that tell whoever got no answer that the act has been done. */
const DONE: readonly string[] = ['case-answered', 'case-moved', 'unknown-draft'];
const refusal = z.object({ code: z.string() });

/** @returns whether the refusal tells somebody who asks again that it was done the first time */
export async function saysDone(response: Response): Promise<boolean> {
  if (!wasAskedBefore(response)) return false;
  const { data } = refusal.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  return data !== undefined && DONE.includes(data.code);
}

/**
 * Looks whether links can be opened from here, before a whole season depends on it.
 * @param url the console's address
 * @throws Refused when nothing answers there
 */
export async function refuseOutOfReach(url: string): Promise<void> {
  await call(url, { redirect: 'manual' }).catch(({ cause, message }: Error) => {
    const why = cause instanceof Error ? cause.message : message;
    throw new Refused(sentence('rehearsal-out-of-reach', { url, why }));
  });
}

/** @returns the form behind the link. @throws Error when the link does not open. */
export async function openForm(link: string): Promise<OpenForm> {
  const address = apiAddress(link);
  const response = await call(address, { headers: { accept: 'application/json' } });
  if (!response.ok) throw await unexpected('opening a form', response);
  const { form } = asked.parse(await response.json());
  return { fields: form.fields, nothingAllowed: form.nothingToReport };
}

const tasks = z.array(
  z.object({
    round: z.string(),
    unit: z.object({ code: z.string() }),
    token: z.string(),
    reported: z.boolean(),
    dueAt: z.string(),
  }),
);

/** Another open task of the place, as its page lists it. */
export interface OtherTask {
  round: string;
  link: string;
  dueAt: string;
}

async function tasksBehind(link: string) {
  const address = apiAddress(link);
  const response = await call(`${address.href}/tasks`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw await unexpected('looking at its tasks', response);
  return tasks
    .parse(await response.json())
    .map(({ token, ...task }) => ({ ...task, link: new URL(`/r/${token}`, link).href }));
}

/** @returns what else the place of a link has not answered yet. */
export const otherTasks = async (link: string): Promise<OtherTask[]> =>
  (await tasksBehind(link)).filter((task) => !task.reported && task.link !== new URL(link).href);

/**
 * @param list a link to all that a contact owes
 * @returns the link that the list has for one of them. @throws Error when it is not on the list
 */
export async function linkInList(list: string, { round, unit }: { round: string; unit: string }): Promise<string> {
  const found = (await tasksBehind(list)).find((task) => task.round === round && task.unit.code === unit);
  if (!found) throw new Error(`The list of what is owed does not lead to ${round} for ${unit}`);
  return found.link;
}

/**
 * Sends the form as the page's script does, under a key of its own.
 * @returns the receipt, or the errors that the form shows
 * @throws Error when the answer is neither
 */
export async function handIn(link: string, answers: Record<string, string>): Promise<HandedIn> {
  if (Object.values(answers).includes(PHOTO.id)) await sendPhoto(link);
  const response = await call(link, {
    method: 'POST',
    headers: { accept: 'application/json', 'idempotency-key': randomUUID() },
    body: new URLSearchParams(answers),
  });
  if (response.ok) return handedIn.parse(await response.json());
  if (response.status === 422 || response.status === 400) return { refused: await response.text() };
  throw await unexpected('handing in a report', response);
}

/** Sends the photo before the report that names it, as a phone does. @throws Error when the console refuses it. */
async function sendPhoto(link: string): Promise<void> {
  const { id, bytes } = PHOTO;
  const response = await call(`${link}/photos/${id}?offset=0&size=${bytes.length}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  if (!response.ok) throw await unexpected('sending a photo', response);
  await response.arrayBuffer();
}

/** Presses the button of the page behind an acknowledgement link. @throws Error when the page refuses. */
export async function acknowledge(link: string): Promise<void> {
  const response = await call(link, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(),
  });
  if (!response.ok) throw await unexpected('acknowledging a chase', response);
  await response.arrayBuffer();
}

/** The message omits the token: it would open the form to readers of a log. */
export const unexpected = async (doing: string, response: Response): Promise<Error> =>
  new Error(
    `The console answered ${response.status} to a simulated village ${doing}: ${(await response.text()).slice(0, 300)}`,
  );
