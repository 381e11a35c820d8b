import { isGone } from './request';
import { dropRosters, openRoster, sealRoster } from './rows/rosters';

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
  const { pathname: link, searchParams } = new URL(address, location.origin);
  if (gone) {
    await caches.delete(`form ${link}`);
    await dropRosters(link);
  }
  // A row that is corrected is looked at online only.
  if ((!response.ok && !gone) || searchParams.has('row')) return;
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
  await cache.put(address, await withoutRows(address, html, response));
}

/**
 * Nobody's name lies in the phone's cache. The rows that a village has reported are cut out of the kept page; those of
 * a step, which are ticked at doors without a network, are sealed.
 */
async function withoutRows(address: string, html: string, response: Response): Promise<Response> {
  const cut = (await sealRoster(address, html)).replace(/<!--rows-->[\s\S]*<!--\/rows-->/, '');
  return cut === html ? response : new Response(cut, { status: response.status, headers: response.headers });
}

/** Pages of rows that are kept ahead of the first one: with it some two hundred rows. */
const AHEAD = 3;

/** Keeps a page that is not kept yet, and those that follow it. */
export async function keepAhead(address: string, ahead = AHEAD): Promise<void> {
  if (!(await keptPage(address))) await keepPage(address, await fetch(address));
  const html = (await (await keptPage(address))?.text()) ?? '';
  const [, next] = /class="next-rows" href="([^"]+)"/.exec(html) ?? [];
  if (next && ahead > 0) await keepAhead(new URL(next.replace(/&amp;/g, '&'), address).href, ahead - 1);
}

/** @returns the page as last seen, with the time; if need be in the other language. */
export async function keptPage(address: string): Promise<Response | undefined> {
  const cache = await cacheOf(address);
  const kept = (await cache.match(address)) ?? (await firstPage(cache, address));
  if (!kept) return undefined;
  const at = Date.parse(kept.headers.get('date') ?? '');
  const page = await openRoster(await kept.text());
  const html = page.replace('<html', `<html data-kept="${Number.isNaN(at) ? '' : at}"`);
  return new Response(html, { headers: kept.headers });
}

/** @returns the link's page in another language; none for a later page of rows, which has other rows */
async function firstPage(cache: Cache, address: string): Promise<Response | undefined> {
  const isLater = (url: string): boolean => new URL(url).searchParams.has('after');
  const { href, pathname } = new URL(address, location.origin);
  if (isLater(href)) return undefined;
  const first = (await cache.keys()).find(({ url }) => new URL(url).pathname === pathname && !isLater(url));
  return first && cache.match(first);
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
