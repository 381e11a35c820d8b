import { LockOutlined } from '@ant-design/icons';
import type { PropsWithChildren } from 'react';
import { useLocation } from 'react-router';
import type { Permission } from '../../../domain/account/roles';
import { useMe } from '../session';
import { placesOf } from '../shell/nav';
import { roleWord } from '../shell/state-words';
import { useWords } from '../words';
import { Notice } from './notice';

/** Pages that no entry of the menu leads to, with the permission that each needs. */
const BESIDES: readonly (readonly [to: string, needs: Permission])[] = [
  ['/campaigns/new', 'start-campaign'],
  ['/register/import', 'edit-register'],
];

/** Shows a page, or says that the role may not see it: an empty page would be taken for an empty list. */
export function Permitted({ children }: PropsWithChildren) {
  const { say } = useWords();
  const { can, role } = useMe();
  const { pathname } = useLocation();
  const menu = placesOf(say).flatMap(({ places }) => places.map(({ to, needs }) => [to, needs] as const));
  const needed = [...menu, ...BESIDES]
    .filter(([to]) => pathname === to || pathname.startsWith(`${to}/`))
    .sort(([a], [b]) => b.length - a.length)[0]?.[1];
  if (!needed || can(needed)) return children;
  return (
    <Notice
      icon={<LockOutlined />}
      title={say('没有权限', 'Not allowed')}
      about={say(
        `您的角色是${roleWord(role, say)}，不能查看这一页。需要时请联系管理员。`,
        `Your role, ${roleWord(role, say)}, may not see this page. Ask an administrator where you need it.`,
      )}
    />
  );
}
