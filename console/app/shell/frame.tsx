import { MenuOutlined } from '@ant-design/icons';
import { Button, Grid, Layout } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Permitted } from '../parts/permitted';
import { WarningBanner } from '../warning/watch/warning-banner';
import { useWords } from '../words';
import { Menu } from './menu';
import { OrBroken } from './page/broken';
import { TopBar } from './top-bar';

const WIDTH = 220;
/** Only narrow screens load it. */
const MenuDrawer = lazy(() => import('../parts/menu-drawer'));

/** The head, the menu and the page; on a narrow screen the menu opens on demand. */
export function Frame() {
  const { say } = useWords();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  // After a link, the new page begins at its head, for the eye and for a screen reader.
  useEffect(() => {
    if (pathname) setOpen(false);
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <Layout className="frame">
      <a className="skip" href="#page">
        {say('跳到正文', 'Skip to the page')}
      </a>
      <TopBar>
        {!wide && (
          <Button
            type="text"
            icon={<MenuOutlined />}
            aria-label={say('菜单', 'Menu')}
            aria-expanded={open}
            onClick={() => setOpen(true)}
          />
        )}
      </TopBar>
      <Layout hasSider={wide}>
        {wide ? (
          <Layout.Sider width={WIDTH} className="side">
            <Menu />
          </Layout.Sider>
        ) : (
          <Suspense>
            <MenuDrawer open={open} onClose={() => setOpen(false)} width={WIDTH + 40} />
          </Suspense>
        )}
        <Layout.Content id="page" role="main" tabIndex={-1} className="page">
          <WarningBanner />
          <OrBroken page={pathname}>
            <Permitted>
              <Outlet />
            </Permitted>
          </OrBroken>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
