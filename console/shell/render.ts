import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import { ROOT } from '../../config/root';
import { formAssets } from '../village/form-assets';
import { fill } from './words/words';

/** Escapes every value; a template could say otherwise, but none does. */
const liquid = new Liquid({
  root: join(ROOT, 'console/shell/views'),
  extname: '.liquid',
  outputEscape: 'escape',
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  cache: true,
  globals: {
    get formIcon() {
      return formAssets().icon.address;
    },
    get formStyle() {
      return formAssets().style.address;
    },
    get accountStyle() {
      return formAssets().accountStyle.address;
    },
    get darkStyle() {
      return formAssets().darkStyle.address;
    },
    get formScript() {
      return formAssets().script.address;
    },
    get deliveryScript() {
      return formAssets().deliveryScript.address;
    },
  },
});

liquid.registerFilter('fill', (text: string, ...values: [string, unknown][]) => fill(text, Object.fromEntries(values)));

/** @returns the page: a template of `console/shell/views` filled in. */
export const render = (view: string, values: object): string => liquid.renderFileSync(view, values) as string;

/** A page to send, with its status. */
export interface Page {
  status: number;
  html: string;
}

/** Sets status and type. @returns the page, which the route returns. */
export function answer(reply: { statusCode: number; type(name: string): unknown }, { status, html }: Page): string {
  reply.statusCode = status;
  reply.type('text/html; charset=utf-8');
  return html;
}
