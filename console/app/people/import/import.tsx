import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Upload } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Refusal, save, send } from '../../api';
import { useFeedback } from '../../feedback';
import { Refused } from '../../parts/refused';
import { useTried } from '../../parts/use-tried';
import { Loading } from '../../shell/loading';
import { PageHead } from '../../shell/page-head';
import type { Checked, FirstRows, Imported, RegisterLayout } from '../../types';
import { useData } from '../../use-data';
import { useWords } from '../../words';
import { Changes } from './changes';
import { FindHeadings } from './find-headings';
import { ImportsMade } from './imports-made';
import { Mapping } from './mapping';
import { Places, type PlacesMade } from './places-made';
import { type Fixes, WrongRows } from './wrong-rows';

/** What a person has said about the tables, beside the files. */
interface Said {
  /** Column by heading. */
  mapped: Readonly<Record<string, string>>;
  fixes: Fixes;
  making: PlacesMade;
}

const NOTHING_SAID: Said = { mapped: {}, fixes: {}, making: { make: false, under: null, county: '' } };

/**
 * Imports tables as offices have them: shows what each heading means, what will change and every bad cell; cells are
 * corrected in place, and the right rows can go in while the wrong ones come back as a file.
 */
export function Component() {
  const { language, say } = useWords();
  const { message } = useFeedback();
  const go = useNavigate();
  const layout = useData<RegisterLayout>('/api/register/table');
  const [files, setFiles] = useState<File[]>([]);
  const [said, setSaid] = useState<Said>(NOTHING_SAID);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [headless, setHeadless] = useState<FirstRows | null>(null);
  const [stored, setStored] = useState(0);
  const { tried, busy, refused } = useTried();
  if (!layout.data) return <Loading error={layout.error} reload={layout.reload} />;
  const { columns, making } = layout.data;

  const formOf = (chosen: readonly File[], { mapped, fixes, making }: Said, partial = false): FormData => {
    const form = new FormData();
    for (const [heading, column] of Object.entries(mapped)) form.append('map', `${heading}=${column}`);
    form.append('fix', JSON.stringify(Object.values(fixes)));
    if (making.make) form.append('make', 'yes');
    if (making.under) form.append('under', making.under);
    if (making.county.trim()) form.append('county', making.county.trim());
    if (partial) form.append('partial', 'yes');
    for (const file of chosen) form.append('files', file);
    return form;
  };
  const look = (chosen: File[], saying: Said) =>
    tried(async () => {
      setFiles(chosen);
      setSaid(saying);
      setHeadless(null);
      try {
        setChecked(await send<Checked>(`/api/register/check?lang=${language}`, formOf(chosen, saying)));
      } catch (error) {
        setChecked(null);
        if (error instanceof Refusal && error.code === 'no-headings')
          setHeadless(await send<FirstRows>('/api/register/rows', formOf(chosen, saying)));
        throw error;
      }
    });
  const again = (change: Partial<Said>) => look(files, { ...said, ...change });
  const store = (partial: boolean) =>
    tried(async () => {
      const form = formOf(files, said, partial);
      const imported = await send<Imported>(`/api/register/import?lang=${language}`, form);
      void message.success(
        say(
          `已导入 ${imported.regions} 个地区、${imported.contacts} 个联系人`,
          `Imported ${imported.regions} regions and ${imported.contacts} contacts`,
        ),
      );
      setStored((before) => before + 1);
      // Who has rows to mend stays here for the file.
      if (imported.wrongRows > 0) await again({});
      else await go('/register');
    });
  const takeWrong = () => tried(() => save(`/api/register/mend?lang=${language}`, formOf(files, said)));
  const start =
    making.length === 0 ? { ...NOTHING_SAID, making: { make: true, under: null, county: '' } } : NOTHING_SAID;

  return (
    <>
      <PageHead
        title={say('导入名册', 'Import the register')}
        about={say(
          'Excel、CSV，办公室现有的表即可：有标题行、合计行、合并单元格、没有编码，都能读。先看会改变什么，再导入；表中没有的行保持不变。',
          'Excel or CSV, as the office keeps it: titles, sums, merged cells and no codes are all right. See first what will change, then import. What the tables do not name stays.',
        )}
        actions={
          <a href={`/api/register/template?lang=${language}`} download>
            {say('下载模板', 'Download a template')}
          </a>
        }
      />
      <Card>
        <Upload.Dragger
          accept=".csv,.xlsx,.xls"
          multiple
          maxCount={3}
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file, list) => {
            if (file === list[0]) void look(list, start);
            return false;
          }}
        >
          <InboxOutlined />{' '}
          {files.length > 0
            ? files.map(({ name }) => name).join(', ')
            : say('把一至三个文件拖到这里，或点击选择', 'Drop one to three files here, or choose them')}
        </Upload.Dragger>
        {files.length > 0 && (
          <Places tops={making} value={said.making} busy={busy} change={(made) => again({ making: made })} />
        )}
        {refused && <Refused error={refused} />}
      </Card>
      {headless && <FindHeadings found={headless} columns={columns} busy={busy} done={(mapped) => again({ mapped })} />}
      {checked && (
        <>
          <Card className="section">
            <Flex justify="space-between" align="center" wrap gap={12}>
              <div role="status">
                <Summary checked={checked} />
                {checked.leftOut.map(({ message }) => (
                  <div className="soft" key={message}>
                    {message}
                  </div>
                ))}
              </div>
              <Flex gap={8} wrap>
                {checked.wrongRows > 0 && (
                  <Button loading={busy} onClick={takeWrong}>
                    {say(`下载 ${checked.wrongRows} 行错误`, `Download ${checked.wrongRows} wrong rows`)}
                  </Button>
                )}
                <Button
                  type="primary"
                  disabled={checked.regions + checked.contacts + checked.changes.length === 0}
                  loading={busy}
                  onClick={() => void store(checked.wrongRows > 0)}
                >
                  {checked.wrongRows > 0
                    ? say(
                        `导入正确的 ${checked.regions + checked.contacts} 行`,
                        `Import the ${checked.regions + checked.contacts} right rows`,
                      )
                    : say('导入', 'Import')}
                </Button>
              </Flex>
            </Flex>
          </Card>
          {!said.making.make && checked.bad.some(({ code }) => code === 'place-unknown') && (
            <Alert
              type="info"
              showIcon
              className="section"
              title={say('表中有名册里没有的地方。', 'The table names places that the register does not have.')}
              action={
                <Button
                  size="small"
                  onClick={() => void again({ making: { make: true, under: making[0]?.code ?? null, county: '' } })}
                >
                  {say('按名称新建这些地方', 'Make these places from their names')}
                </Button>
              }
            />
          )}
          {checked.bad.length > 0 && (
            <WrongRows
              bad={checked.bad}
              busy={busy}
              correct={(fixes) => again({ fixes: { ...said.fixes, ...fixes } })}
            />
          )}
          <Mapping
            tables={checked.tables}
            columns={columns}
            busy={busy}
            change={(mapped) => again({ mapped: { ...said.mapped, ...mapped } })}
          />
          <Changes changes={checked.changes} more={checked.more} />
        </>
      )}
      <ImportsMade key={stored} />
    </>
  );
}

function Summary({ checked: { bad, moreBad, wrongRows, changes, more, unchanged } }: { checked: Checked }) {
  const { say } = useWords();
  const changing = say(
    `${changes.length + more} 处改变，${unchanged} 行不变。`,
    `${changes.length + more} changes, ${unchanged} rows stay.`,
  );
  if (wrongRows === 0) return <>{changing}</>;
  return (
    <>
      {say(
        `${wrongRows} 行有错误（${bad.length + moreBad} 处）：在下面直接改，或先导入正确的行。`,
        `${wrongRows} rows are wrong (${bad.length + moreBad} cells): correct them below, or import the right rows first.`,
      )}{' '}
      {changing}
    </>
  );
}
