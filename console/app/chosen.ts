/** A year: then the browser asks again. */
const KEPT_S = 365 * 24 * 3600;

/** Keeps what the reader chose for this app, and for the pages that the server makes (console/shell/language.ts). */
export function keepChosen(key: string, value: string): void {
  localStorage.setItem(key, value);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser of an office
  document.cookie = `${key}=${value}; path=/; max-age=${KEPT_S}; samesite=lax`;
}
