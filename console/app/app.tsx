import { type ComponentType, lazy, type ReactNode } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { RegionKinds } from './kinds';
import { Session } from './session';
import { OrBroken } from './shell/broken';
import { Frame } from './shell/frame';
import { Reveals } from './shell/reveal';
import { Theme } from './theme';
import { Words } from './words';
import './app.css';
import './print.css';

/** Every page is a separate file in the browser, so that the first one does not wait for the others. */
const PAGES: Readonly<Record<string, () => Promise<{ Component: ComponentType }>>> = {
  '': () => import('./work/start-page'),
  work: () => import('./work/work'),
  campaigns: () => import('./campaign/campaigns'),
  'campaigns/all': () => import('./campaign/all-campaigns'),
  'campaigns/:campaign/units': () => import('./campaign/units'),
  'campaigns/new': () => import('./wizard/new-campaign'),
  'campaigns/:campaign': () => import('./campaign/campaign'),
  rehearse: () => import('./rehearsal/rehearse'),
  lists: () => import('./list/lists'),
  'campaigns/:campaign/lists/:list/rows/:row': () => import('./list/row/row'),
  'campaigns/:campaign/lists/:list/papers/:paper': () => import('./list/paper/paper'),
  'places/:code': () => import('./place/place'),
  messages: () => import('./message/messages'),
  'messages/:message': () => import('./message/message'),
  calls: () => import('./round/calls'),
  chases: () => import('./round/chases'),
  cases: () => import('./case/cases'),
  'cases/:case': () => import('./case/case'),
  postings: () => import('./posting/postings'),
  'postings/new': () => import('./posting/post-list'),
  'postings/:posting': () => import('./posting/posting'),
  ledger: () => import('./ledger/ledger'),
  warnings: () => import('./warning/warnings'),
  'warnings/board': () => import('./warning/board'),
  'warnings/duty': () => import('./warning/duty'),
  'warnings/:alert': () => import('./warning/alert/alert'),
  register: () => import('./people/register'),
  'register/places': () => import('./people/places'),
  'register/contacts': () => import('./people/contacts'),
  'register/gaps': () => import('./people/gaps'),
  'register/import': () => import('./people/import/import'),
  reports: () => import('./report/reports'),
  audit: () => import('./account/audit'),
  accounts: () => import('./account/accounts'),
  tokens: () => import('./account/tokens'),
  '*': () => import('./shell/nothing'),
};

/** @returns a page that is loaded when it is first shown */
const loaded = (load: () => Promise<{ Component: ComponentType }>): ReactNode => {
  const Page = lazy(() => load().then(({ Component }) => ({ default: Component })));
  return <Page />;
};

/** Without a router's own loaders, which would be a tenth of the first load: pages read their data themselves. */
const PLACES = (
  <>
    <Route element={<Frame />}>
      {Object.entries(PAGES).map(([path, load]) => (
        <Route key={path} path={path} element={loaded(load)} />
      ))}
    </Route>
    <Route path="wall" element={<OrBroken>{loaded(() => import('./wall/wall'))}</OrBroken>} />
  </>
);

export function App() {
  return (
    <Words>
      <Theme>
        <Session>
          <RegionKinds>
            <Reveals>
              <BrowserRouter basename="/console">
                <Routes>{PLACES}</Routes>
              </BrowserRouter>
            </Reveals>
          </RegionKinds>
        </Session>
      </Theme>
    </Words>
  );
}
