import { createContext, lazy, type PropsWithChildren, Suspense, use, useMemo, useState } from 'react';
import type { Shown } from './parts/feedback-shown';

/** What is said at the edge of a page and asked above it, as Ant Design has it; nothing waits for the answer. */
interface Feedback {
  message: Record<'success' | 'info' | 'warning' | 'error', (...said: Parameters<Shown['message']['info']>) => void> & {
    open(...said: Parameters<Shown['message']['open']>): void;
    destroy(key: string): void;
  };
  modal: Record<'confirm' | 'success', (...asked: Parameters<Shown['modal']['confirm']>) => void>;
  notification: {
    success(...said: Parameters<Shown['notification']['success']>): void;
    destroy(key: string): void;
  };
}

/** Much to load, and a reader's first page says nothing yet. */
const FeedbackShown = lazy(() => import('./parts/feedback-shown'));

const FeedbackContext = createContext<Feedback | null>(null);

/** Loads messages, questions and notices when the first is to be shown. */
export function FeedbackProvider({ children }: PropsWithChildren) {
  const [wanted, setWanted] = useState(false);
  const [{ shown, give }] = useState(loading);
  const feedback = useMemo<Feedback>(() => {
    const withShown = (say: (shown: Shown) => unknown) => {
      setWanted(true);
      void shown.then(say);
    };
    return {
      message: {
        success: (...said) => withShown(({ message }) => message.success(...said)),
        info: (...said) => withShown(({ message }) => message.info(...said)),
        warning: (...said) => withShown(({ message }) => message.warning(...said)),
        error: (...said) => withShown(({ message }) => message.error(...said)),
        open: (...said) => withShown(({ message }) => message.open(...said)),
        destroy: (key) => void shown.then(({ message }) => message.destroy(key)),
      },
      modal: {
        confirm: (...asked) => withShown(({ modal }) => modal.confirm(...asked)),
        success: (...asked) => withShown(({ modal }) => modal.success(...asked)),
      },
      notification: {
        success: (...said) => withShown(({ notification }) => notification.success(...said)),
        destroy: (key) => void shown.then(({ notification }) => notification.destroy(key)),
      },
    };
  }, [shown]);
  return (
    <FeedbackContext value={feedback}>
      {children}
      {wanted && (
        <Suspense>
          <FeedbackShown give={give} />
        </Suspense>
      )}
    </FeedbackContext>
  );
}

function loading(): { shown: Promise<Shown>; give(shown: Shown): void } {
  let give: (shown: Shown) => void = () => {};
  const shown = new Promise<Shown>((resolve) => {
    give = resolve;
  });
  return { shown, give };
}

/** @returns functions that say and ask something */
export function useFeedback(): Feedback {
  const feedback = use(FeedbackContext);
  if (!feedback) throw new Error('useFeedback outside of FeedbackProvider');
  return feedback;
}
