import { BrowserRouter, matchPath, Route, Routes } from 'react-router';
import { RegionKinds } from './kinds';
import { Session } from './session';
import { Frame } from './shell/frame';
import { OrBroken } from './shell/page/broken';
import { type LoadPage, PageFile, readPage } from './shell/page/page-file';
import { Reveals } from './shell/reveal';
import { Theme } from './theme';
import { Words } from './words';
import './app.css';
import './print.css';

/** Every page is a separate file in the browser, so that the first one does not wait for the others. */
const PAGES: Readonly<Record<string, LoadPage>> = {
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

const WALL: LoadPage = () => import('./wall/wall');
const BASE = '/console';

/** The first page's file is read while the server says who is signed in. */
const FIRST = Object.entries(PAGES).find(([path]) => path !== '*' && matchPath(`${BASE}/${path}`, location.pathname));
if (FIRST) readPage(FIRST[1]).catch(() => {});

/** Without a router's own loaders, which would be a tenth of the first load: pages read their data themselves. */
const PLACES = (
  <>
    <Route element={<Frame />}>
      {Object.entries(PAGES).map(([path, load]) => (
        <Route key={path} path={path} element={<PageFile load={load} />} />
      ))}
    </Route>
    <Route
      path="wall"
      element={
        <OrBroken>
          <PageFile load={WALL} />
        </OrBroken>
      }
    />
  </>
);

export function App() {
  return (
    <Words>
      <Theme>
        <Session>
          <RegionKinds>
            <Reveals>
              <BrowserRouter basename={BASE}>
                <Routes>{PLACES}</Routes>
              </BrowserRouter>
            </Reveals>
          </RegionKinds>
        </Session>
      </Theme>
    </Words>
  );
}
