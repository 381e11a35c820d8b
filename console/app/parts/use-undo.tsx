import { Button } from 'antd';
import { useFeedback } from '../feedback';
import { useWords } from '../words';

/** Seconds in which an act can be undone from its notice. */
const SHOWN_S = 15;

interface Undoable {
  /** What was done. */
  said: string;
  undo(): Promise<unknown>;
  /** Said when it is undone. */
  undone: string;
  /** After it was undone. */
  done(): void;
}

/** @returns a function that says what was done, with a button to undo it */
export function useUndo(): { offer(act: Undoable): void } {
  const { say } = useWords();
  const { notification, message } = useFeedback();
  return {
    offer({ said, undo, undone, done }) {
      const key = `undo ${said}`;
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
