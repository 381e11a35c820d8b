/** A piece of HTML that is safe as it is; every other value is escaped. */
export class Html {
  constructor(readonly source: string) {}
}

type Value = Html | string | number | null | false | readonly Html[];

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const sourceOf = (value: Value): string => {
  if (value instanceof Html) return value.source;
  if (value === null || value === false) return '';
  return typeof value === 'object' ? value.map(sourceOf).join('') : escapeHtml(String(value));
};

/** @returns the template as HTML; every value in it is escaped unless it is {@link Html} itself. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(strings.map((part, at) => part + (at < values.length ? sourceOf(values[at] ?? null) : '')).join(''));
