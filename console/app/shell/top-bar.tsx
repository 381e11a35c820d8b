import { BulbOutlined, DownOutlined, GlobalOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Flex, Layout } from 'antd';

import type { PropsWithChildren } from 'react';
import { Link } from 'react-router';
import icon from '../assets/icon.svg';
import { DropMenu } from '../parts/drop-menu';
import { SearchField } from '../search/search-field';
import { useMe } from '../session';
import { type Look, useLook } from '../theme';
import { useWords } from '../words';
import { roleWord } from './state-words';

/** Name of the product, language, look, and who is signed in. */
export function TopBar({ children }: PropsWithChildren) {
  const { language, say, choose } = useWords();
  const { look, choose: chooseLook } = useLook();
  const { name, role, csrf } = useMe();
  const looks: { key: Look; label: string }[] = [
    { key: 'light', label: say('浅色', 'Light') },
    { key: 'dark', label: say('深色', 'Dark') },
    { key: 'system', label: say('随系统', 'As the system') },
  ];
  return (
    <Layout.Header className="top-bar" role="banner">
      {children}
      <Link to="/" className="brand" aria-label={say('暖冬：首页', 'Nuandong: home')}>
        <img src={icon} alt="" width={28} height={28} />
        <span>{say('暖冬', 'Nuandong')}</span>
      </Link>
      <span className="grow" />
      <SearchField />
      <Flex gap={4} align="center">
        <Button
          type="text"
          icon={<GlobalOutlined />}
          className="language"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => choose(language === 'en' ? 'zh-CN' : 'en')}
        >
          {language === 'en' ? '中文' : 'English'}
        </Button>
        <DropMenu icon={<BulbOutlined />} label={say('外观', 'Appearance')}>
          {looks.map(({ key, label }) => (
            <button key={key} type="button" aria-pressed={key === look} onClick={() => chooseLook(key)}>
              {label}
            </button>
          ))}
        </DropMenu>
        <Button
          type="text"
          icon={<QuestionCircleOutlined />}
          href={`/help?lang=${language}`}
          target="_blank"
          rel="noreferrer"
          aria-label={say('帮助', 'Help')}
        />
        <DropMenu
          icon={<UserOutlined />}
          label={name}
          className="who"
          text={
            <>
              <span>{name}</span> <DownOutlined />
            </>
          }
        >
          <span className="soft">{`${say('角色', 'Role')}: ${roleWord(role, say)}`}</span>
          <a href={`/account?lang=${language}`}>{say('我的账号', 'My account')}</a>
          <button type="button" onClick={() => signOut(csrf)}>
            {say('退出', 'Sign out')}
          </button>
        </DropMenu>
      </Flex>
    </Layout.Header>
  );
}

/** Sends a form, because the answer leads to the sign-in page. */
function signOut(csrf: string | null): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/logout';
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = '_csrf';
  field.value = csrf ?? '';
  form.append(field);
  document.body.append(form);
  form.submit();
}
