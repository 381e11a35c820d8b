import { isGone } from './request';

/** Pages that open without a network: a cache for each link, so that one link's pages go with that link. */

/** On a network that is there in name only, a kept page is shown after this. */
const PATIENCE_MS = 6_000;

const cacheOf = (address: string): Promise<Cache> => caches.open(`form ${new URL(address, location.origin).pathname}`);

/**
 * Keeps a page with all it loads. Of a link that does not open any more only the page that says so is kept: it shows
 * what the phone could not send, also without a network.
 */
export async function keepPage(address: string, response: Response): Promise<void> {
  const gone = isGone(response.status);
  if (gone) await caches.delete(`form ${new URL(address, location.origin).pathname}`);
  if (!response.ok && !gone) return;
  const assets = [...(await response.clone().text()).matchAll(/"(\/assets\/form-[^"]+)"/g)].map(
    ([, path]) => path ?? '',
  );
  const cache = await cacheOf(address);
  // What an earlier version of the form kept goes with the files that it loads.
  for (const kept of await cache.keys()) {
    const { pathname } = new URL(kept.url);
    if (pathname.startsWith('/assets/') && !assets.includes(pathname))
      for (const old of await cache.keys()) await cache.delete(old);
  }
  for (const asset of assets) if (!(await cache.match(asset))) await cache.add(asset);
  await cache.put(address, response);
}

/** @returns the page as it was last seen, saying when that was; also in the other language rather than not at all. */
export async function keptPage(address: string): Promise<Response | undefined> {
  const cache = await cacheOf(address);
  const kept = (await cache.match(address)) ?? (await cache.match(address, { ignoreSearch: true }));
  if (!kept) return undefined;
  const at = Date.parse(kept.headers.get('date') ?? '');
  const html = (await kept.text()).replace('<html', `<html data-kept="${Number.isNaN(at) ? '' : at}"`);
  return new Response(html, { headers: kept.headers });
}

/** @returns the page from the server, or the kept one when the network or the server is away. */
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
