import { createContext, type PropsWithChildren, use } from 'react';
import { FIXED_KINDS, kindName, type RegionKind } from '../../domain/people/region-kinds';
import type { Kinds } from './types';
import { useData } from './use-data';
import { useWords } from './words';

interface Known {
  kinds: readonly RegionKind[];
  reload(): void;
}

const KindsContext = createContext<Known>({ kinds: FIXED_KINDS, reload: () => {} });

/** The kinds of region of the register; the fixed ones until they are loaded. */
export function RegionKinds({ children }: PropsWithChildren) {
  const { data, reload } = useData<Kinds>('/api/region-kinds');
  return <KindsContext value={{ kinds: data?.kinds ?? FIXED_KINDS, reload }}>{children}</KindsContext>;
}

/** @returns the kinds of region, with their names in the reader's language */
export function useKinds(): Known & { nameOf(code: string): string } {
  const { language } = useWords();
  const known = use(KindsContext);
  return { ...known, nameOf: (code) => kindName(known.kinds, code, language) };
}
