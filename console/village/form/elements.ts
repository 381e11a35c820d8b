/** @returns the element of the page with this id. @throws Error when page and script are of different versions */
export function byId<E extends HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element as E;
}

export const show = (id: string, shown: boolean): void => {
  byId(id).hidden = !shown;
};

/** @returns the words with every `{name}` replaced; the page contains them in its language. */
export const fill = (words: string | undefined, values: Record<string, string | number>): string =>
  (words ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** Makes an element with texts (never as HTML) and other elements in it. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  set: Partial<HTMLElementTagNameMap[T]>,
  ...content: (string | Node)[]
): HTMLElementTagNameMap[T] {
  const element = Object.assign(document.createElement(tag), set);
  element.append(...content);
  return element;
}

export const form = (): HTMLFormElement => byId<HTMLFormElement>('report');

/** Path of the page's link. */
export const link = location.pathname;

/** The page of a closed link has no form: it only shows and sends the reports that the phone keeps. */
export const hasForm = document.getElementById('report') !== null;

/** A page of rows that others have proposed: its form is about one of them, beside the form for many. */
export const isStep = document.getElementById('one') !== null;

/** A page of all that is owed has no form of its own, but leads to each, and reports what takes one tap. */
export const hasTasks = document.querySelector('.tasks') !== null;

/** Whether this browser keeps things for later; without https it has neither service worker nor hashes. */
export const canKeep = isSecureContext && 'serviceWorker' in navigator && 'indexedDB' in window;
