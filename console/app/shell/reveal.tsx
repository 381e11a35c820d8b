import { Button } from 'antd';
import {
  createContext,
  lazy,
  type PropsWithChildren,
  Suspense,
  use,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { useMe } from '../session';
import type { Shown, ShownPerson } from '../types';
import { useWords } from '../words';

type Purpose = 'call' | 'correct' | 'message';

/** The data to show: people by number, or a message with its person. */
interface Wanted {
  purpose: Purpose;
  people?: readonly number[];
  message?: number;
}

interface Reveal {
  /** All people shown since the page was opened. */
  shown: ReadonlyMap<number, ShownPerson>;
  texts: ReadonlyMap<number, string>;
  /**
   * Asks for the reason, once for each purpose until the page is left, and shows the people.
   * @returns whether they are shown
   */
  show(wanted: Wanted): Promise<boolean>;
}

/** Forms are much to load, and most readers never open this one. */
const RevealDialog = lazy(() => import('../parts/reveal-dialog'));

const RevealContext = createContext<Reveal | null>(null);

/**
 * Stores the shown people in memory only: after a reload, all are masked again. It asks for the reason once for each
 * purpose; the server records every view.
 */
export function Reveals({ children }: PropsWithChildren) {
  const { say } = useWords();
  const { message } = useFeedback();
  const [shown, setShown] = useState<ReadonlyMap<number, ShownPerson>>(new Map());
  const [texts, setTexts] = useState<ReadonlyMap<number, string>>(new Map());
  const [asking, setAsking] = useState<(Wanted & { settle(shown: boolean): void }) | null>(null);
  const reasons = useRef(new Map<Purpose, string>());

  const fetchShown = useCallback(async (wanted: Wanted, reason: string) => {
    const answer = await send<Shown>('/api/people/reveal', { ...wanted, reason });
    setShown((before) => new Map([...before, ...answer.people.map((person) => [person.id, person] as const)]));
    const { message: about } = wanted;
    const { text } = answer;
    if (about !== undefined && text !== null) setTexts((before) => new Map([...before, [about, text]]));
    return answer;
  }, []);

  const show = useCallback(
    (wanted: Wanted) => {
      const reason = reasons.current.get(wanted.purpose);
      if (reason === undefined) return new Promise<boolean>((settle) => setAsking({ ...wanted, settle }));
      return fetchShown(wanted, reason).then(
        () => true,
        (error: Error) => {
          void message.error(error.message);
          return false;
        },
      );
    },
    [fetchShown, message],
  );

  const value = useMemo(() => ({ shown, texts, show }), [shown, texts, show]);
  return (
    <RevealContext value={value}>
      {children}
      {asking && (
        <Suspense>
          <RevealDialog
            show={async (reason) => {
              const { settle: _, ...wanted } = asking;
              const { left } = await fetchShown(wanted, reason);
              reasons.current.set(asking.purpose, reason);
              void message.info(
                say(`24 小时内还可以查看 ${left} 人`, `${left} more people can be shown within 24 hours`),
              );
            }}
            onClose={(done) => {
              asking.settle(done);
              setAsking(null);
            }}
          />
        </Suspense>
      )}
    </RevealContext>
  );
}

/** @returns the shown people, and a function to show more. */
export function useReveal(): Reveal {
  const reveal = use(RevealContext);
  if (!reveal) throw new Error('useReveal outside of Reveals');
  return reveal;
}

/** The only control that shows people in full; it disappears when all are shown. */
export function ShowPeople({ wanted, label }: { wanted: Wanted; label?: string }) {
  const { say } = useWords();
  const { can } = useMe();
  const { shown, texts, show } = useReveal();
  const [busy, setBusy] = useState(false);
  const { people = [], message } = wanted;
  const hidden = people.some((id) => !shown.has(id)) || (message !== undefined && !texts.has(message));
  if (!hidden || !can('reveal-people')) return null;
  return (
    <Button
      size="small"
      loading={busy}
      onClick={() => {
        setBusy(true);
        void show(wanted).finally(() => setBusy(false));
      }}
    >
      {label ?? say('显示姓名和号码', 'Show name and number')}
    </Button>
  );
}
