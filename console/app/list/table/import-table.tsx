import { Alert, Button, Card, Checkbox, Flex } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { Refused } from '../../parts/refused';
import { TableDrop } from '../../parts/table-drop';
import { useTried } from '../../parts/use-tried';
import type { TableImported, TableLooked } from '../../types';
import { showTime } from '../../when';
import { type Say, useWords } from '../../words';
import type { Listing } from '../listing';
import { Difference } from './difference';
import { Headings, pairsOf } from './headings';

/** Imports a table of rows: shows first what it adds and changes, then writes exactly that, all or nothing. */
export function ImportTable({ path, zone, reload }: Listing & { path: string }) {
  const { language, say } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [consent, setConsent] = useState(false);
  const [mapped, setMapped] = useState<Record<string, string>>({});
  const [looked, setLooked] = useState<TableLooked | null>(null);
  const [imported, setImported] = useState<TableImported | null>(null);
  const { tried, busy, refused } = useTried();

  const formOf = (chosen: File, confirm?: string): FormData => {
    const form = new FormData();
    for (const pair of pairsOf(mapped)) form.append('map', pair);
    if (consent) form.append('consent', 'yes');
    if (confirm) form.append('confirm', confirm);
    form.append('file', chosen);
    return form;
  };
  const look = (chosen: File) =>
    tried(async () => {
      setFile(chosen);
      setLooked(null);
      setImported(null);
      setLooked(await send<TableLooked>(`${path}/check?lang=${language}`, formOf(chosen)));
    });
  const difference = looked?.difference ?? null;
  const write = () =>
    tried(async () => {
      if (!file || !difference) return;
      setLooked(null);
      setImported(await send<TableImported>(`${path}/import?lang=${language}`, formOf(file, difference.digest)));
      reload();
    });
  const receipt = imported ?? looked?.receipt ?? null;
  const again = imported ? imported.repeated : true;

  return (
    <>
      <Card size="small" className="section" title={say('导入一张表', 'Import a table')}>
        <p className="soft">
          {say(
            '办公室现有的表即可：有标题行、两行表头、合并单元格、一村一个工作表都能读。先看会改变什么，再导入；表中没有的行不会删除。',
            'A table as the office keeps it: titles, headings in two lines, merged cells, a sheet for each village. See first what changes, then import. Nothing that the table lacks is removed.',
          )}
        </p>
        <Checkbox checked={consent} onChange={({ target }) => setConsent(target.checked)}>
          {say('表上的人都已知情同意（有签字的纸质材料）', 'All on the table know of it and agree, as on signed paper')}
        </Checkbox>
        <Headings path={path} mapped={mapped} change={setMapped} />
        <TableDrop take={look} disabled={busy}>
          {file?.name ??
            say('把文件拖到这里，或点击选择（32 MB 以内）', 'Drop the file here, or choose it (up to 32 MB)')}
        </TableDrop>
        {file && (
          <Flex gap={8} className="section">
            <Button loading={busy} onClick={() => look(file)}>
              {say('重新查看', 'Look again')}
            </Button>
          </Flex>
        )}
        {refused && <Refused error={refused} />}
        {receipt && (
          <Alert
            type="success"
            showIcon
            role="status"
            className="section"
            title={
              again
                ? say('这张表已经导入过，没有变化。', 'This table was imported before; nothing changes.')
                : say('已导入。', 'Imported.')
            }
            description={`${say('回执号', 'Receipt')} ${receipt.receipt}, ${showTime(receipt.at, zone, language)}${say('。', '. ')}${countsIn(receipt, say)}`}
          />
        )}
      </Card>
      {difference && (
        <Difference
          difference={difference}
          counts={countsIn(difference, say)}
          act={
            <Button
              type="primary"
              loading={busy}
              disabled={difference.flaws > 0 || difference.fresh + difference.changed + difference.elsewhere === 0}
              onClick={write}
            >
              {say('确认导入', 'Import this')}
            </Button>
          }
        />
      )}
    </>
  );
}

type Counts = Pick<TableImported, 'rows' | 'fresh' | 'changed' | 'same' | 'kept' | 'elsewhere'>;

const countsIn = ({ rows, fresh, changed, same, kept, elsewhere }: Counts, say: Say): string =>
  say(
    `共 ${rows} 行：新增 ${fresh}，变化 ${changed}，相同 ${same}，不再改动 ${kept}，另一单位也已申报 ${elsewhere}。`,
    `${rows} rows: ${fresh} new, ${changed} changed, ${same} the same, ${kept} not touched any more, ${elsewhere} in another unit too.`,
  );
