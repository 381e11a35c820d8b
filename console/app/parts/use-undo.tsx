import { Button } from 'antd';
import { useFeedback } from '../feedback';
import { useWords } from '../words';

/** Seconds in which an act can be undone from its notice. */
const SHOWN_S = 15;

interface Undoable {
  /** What can be undone, such as the report of a unit: one notice for each. */
  about: string;
  /** What was done. */
  said: string;
  undo(): Promise<unknown>;
  /** Said when it is undone. */
  undone: string;
  /** After it was undone. */
  done(): void;
}

/**
 * @returns functions that say what was done, with a button to undo it, and that take the offer away, because something
 *   else has been done with it since
 */
export function useUndo(): { offer(act: Undoable): void; withdraw(about: string): void } {
  const { say } = useWords();
  const { notification, message } = useFeedback();
  const keyOf = (about: string) => `undo ${about}`;
  return {
    withdraw: (about) => notification.destroy(keyOf(about)),
    offer({ about, said, undo, undone, done }) {
      const key = keyOf(about);
      const takeBack = () => {
        notification.destroy(key);
        undo().then(
          () => {
            void message.success(undone);
            done();
          },
          (refused: Error) => void message.error(refused.message),
        );
      };
      notification.success({
        key,
        title: said,
        duration: SHOWN_S,
        placement: 'bottomRight',
        actions: (
          <Button size="small" onClick={takeBack}>
            {say('撤销', 'Undo')}
          </Button>
        ),
      });
    },
  };
}
