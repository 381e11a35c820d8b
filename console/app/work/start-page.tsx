import { useMe } from '../session';
import { type LoadPage, PageFile } from '../shell/page/page-file';
import { startOf } from './start';

const WORK: LoadPage = () => import('./work');
const CAMPAIGNS: LoadPage = () => import('../campaign/campaigns');

/** The first page, at its own short address. */
export function Component() {
  return <PageFile load={startOf(useMe()) === '/work' ? WORK : CAMPAIGNS} />;
}
