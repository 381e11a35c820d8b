import { createBrowserRouter, RouterProvider } from 'react-router';
import { RegionKinds } from './kinds';
import { Session } from './session';
import { Broken } from './shell/broken';
import { Frame } from './shell/frame';
import { Reveals } from './shell/reveal';
import { Theme } from './theme';
import { Words } from './words';
import './app.css';

/** Every page is a separate file in the browser, so that the first one does not wait for the others. */
const router = createBrowserRouter(
  [
    {
      element: <Frame />,
      errorElement: <Broken />,
      hydrateFallbackElement: <></>,
      children: [
        { index: true, lazy: () => import('./work/start-page') },
        { path: 'work', lazy: () => import('./work/work') },
        { path: 'campaigns', lazy: () => import('./campaign/campaigns') },
        { path: 'campaigns/new', lazy: () => import('./wizard/new-campaign') },
        { path: 'campaigns/:campaign', lazy: () => import('./campaign/campaign') },
        { path: 'rehearse', lazy: () => import('./rehearsal/rehearse') },
        { path: 'lists', lazy: () => import('./list/lists') },
        { path: 'campaigns/:campaign/lists/:list/rows/:row', lazy: () => import('./list/row/row') },
        { path: 'campaigns/:campaign/lists/:list/papers/:paper', lazy: () => import('./list/paper/paper') },
        { path: 'places/:code', lazy: () => import('./place/place') },
        { path: 'messages', lazy: () => import('./message/messages') },
        { path: 'messages/:message', lazy: () => import('./message/message') },
        { path: 'calls', lazy: () => import('./round/calls') },
        { path: 'chases', lazy: () => import('./round/chases') },
        { path: 'cases', lazy: () => import('./case/cases') },
        { path: 'cases/:case', lazy: () => import('./case/case') },
        { path: 'postings', lazy: () => import('./posting/postings') },
        { path: 'postings/new', lazy: () => import('./posting/post-list') },
        { path: 'postings/:posting', lazy: () => import('./posting/posting') },
        { path: 'ledger', lazy: () => import('./ledger/ledger') },
        { path: 'warnings', lazy: () => import('./warning/warnings') },
        { path: 'warnings/board', lazy: () => import('./warning/board') },
        { path: 'warnings/duty', lazy: () => import('./warning/duty') },
        { path: 'warnings/:alert', lazy: () => import('./warning/alert/alert') },
        { path: 'register', lazy: () => import('./people/register') },
        { path: 'register/contacts', lazy: () => import('./people/contacts') },
        { path: 'register/gaps', lazy: () => import('./people/gaps') },
        { path: 'register/import', lazy: () => import('./people/import/import') },
        { path: 'reports', lazy: () => import('./report/reports') },
        { path: 'audit', lazy: () => import('./account/audit') },
        { path: 'accounts', lazy: () => import('./account/accounts') },
        { path: 'tokens', lazy: () => import('./account/tokens') },
        { path: '*', lazy: () => import('./shell/nothing') },
      ],
    },
    {
      path: 'wall',
      errorElement: <Broken />,
      hydrateFallbackElement: <></>,
      lazy: () => import('./wall/wall'),
    },
  ],
  { basename: '/console' },
);

export function App() {
  return (
    <Words>
      <Theme>
        <Session>
          <RegionKinds>
            <Reveals>
              <RouterProvider router={router} />
            </Reveals>
          </RegionKinds>
        </Session>
      </Theme>
    </Words>
  );
}
