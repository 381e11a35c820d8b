import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { createContext, type PropsWithChildren, use, useEffect, useState } from 'react';
import { keepChosen } from './chosen';
import { FeedbackProvider } from './feedback';
import { nonce } from './nonce';
import { useWords } from './words';

export type Look = 'light' | 'dark' | 'system';

const KEY = 'nuandong-look';
const DARK = '(prefers-color-scheme: dark)';

interface Looking {
  look: Look;
  dark: boolean;
  choose(look: Look): void;
}

const LookContext = createContext<Looking>({ look: 'system', dark: false, choose: () => {} });
export const useLook = (): Looking => use(LookContext);

/** A warm red with enough contrast on white (5.2 : 1); lighter on black. */
const PRIMARY = { light: '#c2410c', dark: '#fb923c' };
/** Under the mouse: Ant Design's own is lighter, and its words on it have less than 4.5 : 1. */
const PRIMARY_HOVER = { light: '#9a3412', dark: '#fdba74' };
/** Ant Design's secondary grey has only 4.1 : 1 on its grey ground; WCAG requires 4.5. */
const SECONDARY = { light: 'rgba(0, 0, 0, 0.68)', dark: 'rgba(255, 255, 255, 0.72)' };

/** Signal colours with readable text on their own ground (at least 4.5 : 1). */
const SIGNALS = {
  light: {
    ...signal('Success', '#15803d', '#f0fdf4', '#bbf7d0'),
    ...signal('Warning', '#92400e', '#fffbeb', '#fde68a'),
    ...signal('Error', '#b91c1c', '#fef2f2', '#fecaca'),
    ...signal('Info', '#0369a1', '#f0f9ff', '#bae6fd'),
  },
  dark: {
    ...signal('Success', '#4ade80', '#052e16', '#166534'),
    ...signal('Warning', '#fbbf24', '#2d1b05', '#854d0e'),
    ...signal('Error', '#f87171', '#350a0a', '#991b1b'),
    ...signal('Info', '#38bdf8', '#082f49', '#075985'),
  },
};

function signal(name: string, ink: string, ground: string, line: string): Record<string, string> {
  return { [`color${name}`]: ink, [`color${name}Bg`]: ground, [`color${name}Border`]: line };
}

export function Theme({ children }: PropsWithChildren) {
  const { language } = useWords();
  const [look, setLook] = useState<Look>(() => (localStorage.getItem(KEY) as Look | null) ?? 'system');
  const [systemDark, setSystemDark] = useState(() => matchMedia(DARK).matches);
  useEffect(() => {
    const query = matchMedia(DARK);
    const follow = () => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const dark = look === 'dark' || (look === 'system' && systemDark);
  const shade = dark ? 'dark' : 'light';
  useEffect(() => {
    document.documentElement.dataset.look = shade;
  }, [shade]);
  const choose = (chosen: Look) => {
    keepChosen(KEY, chosen);
    setLook(chosen);
  };
  return (
    <LookContext value={{ look, dark, choose }}>
      <ConfigProvider
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
        locale={language === 'en' ? enUS : zhCN}
        theme={{
          algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: {
            colorPrimary: PRIMARY[shade],
            colorPrimaryHover: PRIMARY_HOVER[shade],
            colorLink: PRIMARY[shade],
            // Ant Design's lighter red under the mouse has only 3.6 : 1: the line below says the same.
            colorLinkHover: PRIMARY[shade],
            colorLinkActive: PRIMARY[shade],
            linkHoverDecoration: 'underline',
            colorTextSecondary: SECONDARY[shade],
            colorTextDescription: SECONDARY[shade],
            colorTextTertiary: SECONDARY[shade],
            colorTextPlaceholder: SECONDARY[shade],
            ...SIGNALS[shade],
            borderRadius: 8,
            // Uses the components' own switch: with motion cut by a style, their lists would stay out of place.
            motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
            // As the page itself (app.css).
            fontFamily: 'inherit',
          },
          components: {
            Progress: { defaultColor: PRIMARY[shade] },
            // White on the lighter reds of the dark theme would have only 3 : 1 (3.6 on the red of danger).
            Button: {
              primaryColor: dark ? '#1c1917' : '#fff',
              dangerColor: dark ? '#1c1917' : '#fff',
              defaultHoverColor: PRIMARY[shade],
              defaultHoverBorderColor: PRIMARY[shade],
            },
          },
        }}
      >
        <FeedbackProvider>{children}</FeedbackProvider>
      </ConfigProvider>
    </LookContext>
  );
}
