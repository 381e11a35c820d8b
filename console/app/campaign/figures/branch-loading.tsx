import { Button, Spin } from 'antd';
import { useWords } from '../../words';

/** Placeholder for lines that are loading, or could not be read. */
export function BranchLoading({ error, reload }: { error: Error | null; reload(): void }) {
  const { say } = useWords();
  return (
    <tr aria-busy={error === null}>
      <td colSpan={7}>
        {error === null ? (
          <>
            <Spin size="small" /> {say('正在读取', 'Reading')}
          </>
        ) : (
          <>
            {error.message}{' '}
            <Button size="small" onClick={reload}>
              {say('再试一次', 'Try again')}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
