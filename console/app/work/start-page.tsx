import { lazy, Suspense } from 'react';
import { useMe } from '../session';
import { startOf } from './start';

const Work = lazy(() => import('./work').then(({ Component: page }) => ({ default: page })));
const Campaigns = lazy(() => import('../campaign/campaigns').then(({ Component: page }) => ({ default: page })));

/** The first page, at its own short address. */
export function Component() {
  const start = startOf(useMe());
  return <Suspense fallback={null}>{start === '/work' ? <Work /> : <Campaigns />}</Suspense>;
}
