import { createBrowserRouter, RouterProvider } from 'react-router';
import { Broken } from './parts/broken';
import { Frame } from './parts/frame';
import { Reveals } from './parts/reveal';
import { Session } from './session';
import { Theme } from './theme';
import { Words } from './words';
import './app.css';

/** Every page is a file of its own in the browser too: the first one does not wait for the others. */
const router = createBrowserRouter(
  [
    {
      element: <Frame />,
      errorElement: <Broken />,
      hydrateFallbackElement: <></>,
      children: [
        { index: true, lazy: () => import('./pages/campaigns') },
        { path: 'campaigns/new', lazy: () => import('./pages/new-campaign') },
        { path: 'campaigns/:campaign', lazy: () => import('./pages/campaign') },
        { path: 'rehearse', lazy: () => import('./pages/rehearse') },
        { path: 'messages', lazy: () => import('./pages/messages') },
        { path: 'messages/:message', lazy: () => import('./pages/message') },
        { path: 'calls', lazy: () => import('./pages/calls') },
        { path: 'chases', lazy: () => import('./pages/chases') },
        { path: 'warnings', lazy: () => import('./pages/warnings') },
        { path: 'warnings/duty', lazy: () => import('./pages/duty') },
        { path: 'warnings/:alert', lazy: () => import('./pages/alert') },
        { path: 'register', lazy: () => import('./pages/register') },
        { path: 'register/import', lazy: () => import('./pages/import') },
        { path: 'reports', lazy: () => import('./pages/reports') },
        { path: 'audit', lazy: () => import('./pages/audit') },
        { path: 'accounts', lazy: () => import('./pages/accounts') },
        { path: 'tokens', lazy: () => import('./pages/tokens') },
        { path: '*', lazy: () => import('./pages/nothing') },
      ],
    },
  ],
  { basename: '/console' },
);

export function App() {
  return (
    <Words>
      <Theme>
        <Session>
          <Reveals>
            <RouterProvider router={router} />
          </Reveals>
        </Session>
      </Theme>
    </Words>
  );
}
