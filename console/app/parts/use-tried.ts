import { useState } from 'react';

/** Acts of a page that may be refused, one at a time: whether one is under way, and why the last one was refused. */
export function useTried() {
  const [refused, setRefused] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  async function tried(act: () => Promise<void>): Promise<void> {
    setBusy(true);
    setRefused(null);
    await act().catch(setRefused);
    setBusy(false);
  }
  return { tried, busy, refused };
}
