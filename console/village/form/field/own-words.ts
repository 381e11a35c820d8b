import { form } from '../elements';
import { markProblems } from './fields';

/** What is missing or beyond its bounds is said in the page's own words, at its field, before anything is sent. */
export function sayWrongFields(): void {
  form().noValidate = true;
  form().addEventListener('change', ({ target }) => {
    const field = (target as Element).closest<HTMLElement>('.field');
    const message = field && beyondBounds(field);
    if (field && message) markProblems({ problems: [{ field: idOf(field), message }] });
  });
}

/** @returns whether the form may be sent; else the first wrong field has the focus */
export function isSendable(by: HTMLButtonElement | null): boolean {
  if (by?.formNoValidate) return true;
  const wrong = [...form().querySelectorAll<HTMLElement>('.field')].flatMap((field) => {
    const message = missing(field) ?? beyondBounds(field);
    return message ? [{ field, message }] : [];
  });
  markProblems({ problems: wrong.map(({ field, message }) => ({ field: idOf(field), message })) });
  wrong[0]?.field.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus();
  return wrong.length === 0;
}

const idOf = ({ id }: HTMLElement): string => id.replace(/^f-/, '');

const missing = (field: HTMLElement): string | undefined =>
  field.querySelector('[required]:invalid') ? field.dataset.missing : undefined;

/** What is no number in plain digits is left to the server, which reads more than these. */
function beyondBounds(field: HTMLElement): string | undefined {
  const { min, max, small, large } = field.dataset;
  const typed = field.querySelector<HTMLInputElement>('.with-unit input')?.value.normalize('NFKC').trim() ?? '';
  if (!/^-?\d+(\.\d+)?$/.test(typed)) return undefined;
  if (min !== undefined && Number(typed) < Number(min)) return small;
  if (max !== undefined && Number(typed) > Number(max)) return large;
  return undefined;
}
