import { createContext, type PropsWithChildren, use, useEffect } from 'react';
import type { Permission } from '../../domain/account/roles';
import { rememberCsrf } from './api';
import { Loading } from './shell/loading';
import type { Me } from './types';
import { useData } from './use-data';

const MeContext = createContext<Me | null>(null);

/** Shows nothing before the user is known, because the permissions decide the pages. */
export function Session({ children }: PropsWithChildren) {
  const { data: me, error, reload } = useData<Me>('/api/me');
  useEffect(() => {
    if (me?.csrf) rememberCsrf(me.csrf);
  }, [me]);
  if (!me) return <Loading error={error} reload={reload} whole />;
  if (me.csrf) rememberCsrf(me.csrf);
  return <MeContext value={me}>{children}</MeContext>;
}

/** @returns the signed-in user, with the permissions. */
export function useMe(): Me & { can(permission: Permission): boolean } {
  const me = use(MeContext);
  if (!me) throw new Error('useMe outside of Session');
  return { ...me, can: (permission) => me.may.includes(permission) };
}
