import { Button, Flex, Select } from 'antd';
import { useWords } from '../words';
import type { Pages } from './use-pages';

/** With 50 rows the widest table took 243 ms from the click in the menu (npm run bench -- tables); it may take 200. */
export const SHORTEST = 30;
const LENGTHS = [SHORTEST, 50, 100, 200];

/** Turns the pages of a table; hidden where there is one short page. */
export function Pager<Row>({
  pages: { number, back, on, loading, rows },
  limit,
  setLimit,
  turned,
}: {
  pages: Pages<Row>;
  limit: number;
  setLimit(limit: number): void;
  turned(): void;
}) {
  const { say } = useWords();
  if (!back && !on && (rows?.length ?? 0) <= SHORTEST) return null;
  const turn = (go: (() => void) | null) => () => {
    turned();
    go?.();
  };
  return (
    <Flex
      component="nav"
      justify="center"
      align="center"
      gap={12}
      wrap
      className="section"
      aria-label={say('翻页', 'Pages')}
    >
      <Button disabled={!back || loading} onClick={turn(back)}>
        {say('上一页', 'Back')}
      </Button>
      <span role="status">{say(`第 ${number} 页`, `Page ${number}`)}</span>
      <Button disabled={!on || loading} onClick={turn(on)}>
        {say('下一页', 'On')}
      </Button>
      <Select
        value={limit}
        aria-label={say('每页几条', 'Rows a page')}
        onChange={(length) => {
          turned();
          setLimit(length);
        }}
        options={LENGTHS.map((value) => ({ value, label: say(`每页 ${value} 条`, `${value} a page`) }))}
      />
    </Flex>
  );
}
