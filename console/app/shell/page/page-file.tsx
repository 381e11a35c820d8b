import { type ComponentType, useEffect, useReducer, useState } from 'react';

/** Reads the file of a page. */
export type LoadPage = () => Promise<{ Component: ComponentType }>;

const READ = new Map<LoadPage, ComponentType>();

/** Reads the file of a page, so that the page is there at once when it is shown. */
export async function readPage(load: LoadPage): Promise<void> {
  const { Component } = await load();
  READ.set(load, Component);
}

/**
 * A page whose file is read when it is first shown. React's own `lazy` would hold it back: what was suspended is shown
 * 300 ms later at the earliest, however fast its file came.
 */
export function PageFile({ load }: { load: LoadPage }) {
  const [failed, setFailed] = useState<{ load: LoadPage; error: Error } | null>(null);
  const [, look] = useReducer((looked: number) => looked + 1, 0);
  useEffect(() => {
    if (READ.has(load)) return;
    let isGone = false;
    readPage(load).then(
      () => !isGone && look(),
      (error) => !isGone && setFailed({ load, error }),
    );
    return () => {
      isGone = true;
    };
  }, [load]);
  if (failed?.load === load) throw failed.error;
  const Page = READ.get(load);
  return Page ? <Page /> : null;
}
