import { Alert, Button, Flex, Modal, Upload } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { PlainTable } from '../../table/plain-table';
import type { KeptTemplate, Prints } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';

type Printed = Prints['prints'][number];

/** The Word templates of the printed forms: taken, changed by the office, and put back. */
export function Templates({ close }: { close(): void }) {
  const { say, language } = useWords();
  const { message } = useFeedback();
  const { data, reload } = useData<Prints>('/api/prints');
  const [refused, setRefused] = useState<string | null>(null);
  const act = async (work: () => Promise<string>) => {
    setRefused(null);
    try {
      void message.success(await work());
      reload();
    } catch (error) {
      setRefused((error as Error).message);
    }
  };
  const keep = (print: string, file: File) =>
    act(async () => {
      const body = new FormData();
      body.append('file', file);
      const { lacks } = await send<KeptTemplate>(`/api/prints/${print}/template`, body);
      const left = lacks.join('、');
      return lacks.length === 0
        ? say('模板已保存。', 'The template counts now.')
        : say(`模板已保存；没有用到：${left}`, `The template counts now; it does not use: ${left}`);
    });
  const giveUp = (print: string) =>
    act(async () => {
      await send(`/api/prints/${print}/template/give-up`, {});
      return say('已恢复自带模板。', 'The shipped template counts again.');
    });
  return (
    <Modal open width={720} title={say('打印模板', 'Templates')} footer={null} onCancel={close}>
      <p className="soft">
        {say(
          '下载后在 Word 或 WPS 中修改；花括号中的标记打印时换成内容。',
          'Download one and change it in Word or WPS; marks in braces are replaced when it is printed.',
        )}
      </p>
      {refused && <Alert type="error" showIcon message={refused} style={{ whiteSpace: 'pre-line' }} />}
      <PlainTable<Printed>
        rowKey="print"
        pagination={false}
        loading={!data}
        dataSource={data?.prints ?? []}
        columns={[
          { title: say('表格', 'Form'), render: (_, { name }) => textOf(name, language) },
          {
            title: say('模板', 'Template'),
            render: (_, { template }) => (template.kept ? say('自定', 'Own') : say('自带', 'Shipped')),
          },
          {
            key: 'acts',
            render: (_, { print, template }) => (
              <Flex gap={8} wrap align="center">
                <a href={`/api/prints/${print}/template`} download>
                  {say('下载', 'Download')}
                </a>
                <Upload
                  accept=".docx"
                  showUploadList={false}
                  beforeUpload={(file) => {
                    void keep(print, file);
                    return false;
                  }}
                >
                  <Button size="small">{say('上传', 'Upload')}</Button>
                </Upload>
                {template.kept && (
                  <Button size="small" onClick={() => giveUp(print)}>
                    {say('恢复自带', 'Use the shipped one')}
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
    </Modal>
  );
}
