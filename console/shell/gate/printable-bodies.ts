import { printableIn } from '../../../domain/text/printable';
import { sentence } from '../../../domain/text/refusal';
import type { App } from '../context';
import { Problem } from '../problems';

/**
 * Makes every text in the JSON bodies of the API printable before a route sees it: any route can store and show the
 * text. Passwords come by forms and stay as typed; pushes of platforms and offices are signed, so they are cleaned
 * later, where they are read.
 */
export function cleanBodies(app: App): void {
  app.addHook('preValidation', async (request) => {
    const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
    const isPushed = typeof request.routeOptions.config.proof === 'function';
    if (!isJson || isPushed) return;
    try {
      request.body = printableIn(request.body);
    } catch (error) {
      if (error instanceof RangeError) throw new Problem(400, sentence('nested-too-deep'));
      throw error;
    }
  });
}
