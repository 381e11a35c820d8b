import { isGone } from './request';

/** Pages that open without a network: each link has a cache, which is deleted with the link. */

/** On a very weak network, the kept page is shown after this time. */
const PATIENCE_MS = 6_000;

const cacheOf = (address: string): Promise<Cache> => caches.open(`form ${new URL(address, location.origin).pathname}`);

/**
 * Keeps a page with all files that it loads. For a closed link it keeps only the page that says so, which shows the
 * unsent reports even without a network.
 */
export async function keepPage(address: string, response: Response): Promise<void> {
  const gone = isGone(response.status);
  if (gone) await caches.delete(`form ${new URL(address, location.origin).pathname}`);
  // A row that is corrected is looked at online only.
  if ((!response.ok && !gone) || new URL(address, location.origin).searchParams.has('row')) return;
  const html = await response.clone().text();
  const assets = [...html.matchAll(/"(\/assets\/form-[^"]+)"/g)].map(([, path]) => path ?? '');
  const cache = await cacheOf(address);
  // Deletes the pages and files of an earlier version of the form.
  for (const kept of await cache.keys()) {
    const { pathname } = new URL(kept.url);
    if (pathname.startsWith('/assets/') && !assets.includes(pathname))
      for (const old of await cache.keys()) await cache.delete(old);
  }
  for (const asset of assets) if (!(await cache.match(asset))) await cache.add(asset);
  await cache.put(address, withoutRows(html, response));
}

/** Nobody's name lies in the phone's cache: the rows of a list are cut out of the page that is kept. */
function withoutRows(html: string, response: Response): Response {
  const cut = html.replace(/<!--rows-->[\s\S]*<!--\/rows-->/, '');
  return cut === html ? response : new Response(cut, { status: response.status, headers: response.headers });
}

/** @returns the page as last seen, with the time; if need be in the other language. */
export async function keptPage(address: string): Promise<Response | undefined> {
  const cache = await cacheOf(address);
  const kept = (await cache.match(address)) ?? (await cache.match(address, { ignoreSearch: true }));
  if (!kept) return undefined;
  const at = Date.parse(kept.headers.get('date') ?? '');
  const html = (await kept.text()).replace('<html', `<html data-kept="${Number.isNaN(at) ? '' : at}"`);
  return new Response(html, { headers: kept.headers });
}

/** @returns the page from the server, or the kept one without network or server. */
export async function pageOrKept(request: Request): Promise<Response> {
  const loading = fetch(request).then(async (response) => {
    await keepPage(request.url, response.clone());
    return response;
  });
  loading.catch(() => {});
  const kept = await keptPage(request.url);
  if (!kept) return loading;
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const response = await Promise.race([loading.catch(() => null), late]);
  return response && response.status < 500 ? response : kept;
}
