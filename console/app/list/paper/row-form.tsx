import { Alert, Button, Card, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { NO_ID } from '../../../../domain/people/person';
import { send } from '../../api';
import { fieldLabel } from '../../parts/field-label';
import type { KeyedRows, List, PaperInFull } from '../../types';
import { textOf, useWords } from '../../words';

interface Keying extends PaperInFull {
  list: List;
  reload(): void;
  /** The row that is corrected; null for a new one. */
  correcting: PaperInFull['rows'][number] | null;
  /** The correction is done, or given up. */
  corrected(): void;
}

interface Values {
  category?: string;
  sheet?: number;
  consent?: boolean;
  noId?: string;
  figures: Record<string, string | undefined>;
}

/** Keys one row after the other. What the village's phone has sent besides is the same row. */
export function KeyRow({ paper, fields, consent, list, reload, correcting, corrected }: Keying) {
  const { language, say } = useWords();
  const [form] = Form.useForm<Values>();
  const [told, setTold] = useState<{ type: 'success' | 'error'; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  // Kept until the row is taken: pressed twice, or after a refusal, it is the same row.
  const [row, setRow] = useState(() => crypto.randomUUID());

  const key = async ({ figures, ...rest }: Values) => {
    setBusy(true);
    setTold(null);
    const typed = Object.fromEntries(
      Object.entries(figures).filter(([, value]) => value !== undefined && value !== ''),
    );
    try {
      const { rows } = await send<KeyedRows>(`/api/papers/${paper.id}/rows`, {
        ...{ whole: false, submission: crypto.randomUUID() },
        rows: [
          correcting
            ? { ...rest, row: correcting.row, version: correcting.version, keeps: true, figures: typed }
            : { ...rest, row, figures: typed },
        ],
      });
      const [answer] = rows ?? [];
      if (answer?.is === 'refused') {
        setTold({ type: 'error', text: (answer.problems ?? []).map(({ message }) => message).join(say('；', '; ')) });
        return;
      }
      setTold({ type: 'success', text: wordFor(answer?.is ?? '') });
      setRow(crypto.randomUUID());
      corrected();
      const { sheet } = rest;
      form.resetFields();
      form.setFieldsValue({ ...(sheet !== undefined && { sheet }), ...(rest.category && { category: rest.category }) });
      reload();
    } catch (error) {
      setTold({ type: 'error', text: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };
  const wordFor = (is: string): string =>
    is === 'corrected'
      ? say('已更正。', 'The row is corrected.')
      : is === 'same'
        ? say('村里手机已经报过，是同一户。', 'The village’s phone has sent it: it is the same row.')
        : is === 'twin'
          ? say('已录入；另一单位也申报了，等上级核定。', 'Keyed; another unit has it too, and the superior decides.')
          : say('已录入一行。', 'One row is keyed.');

  return (
    <Card
      size="small"
      className="section"
      title={correcting ? say(`更正 ${correcting.shown}`, `Correct ${correcting.shown}`) : say('录入一行', 'Key a row')}
      extra={correcting && <Button onClick={corrected}>{say('不更正', 'Leave it')}</Button>}
    >
      {correcting && (
        <p className="soft">
          {say(
            '姓名、号码、住址不填就保持原样。',
            'Name, numbers and address stay as they are where you leave them empty.',
          )}
        </p>
      )}
      <Form<Values> form={form} layout="vertical" onFinish={key} autoComplete="off">
        <div className="row-fields">
          {paper.sheets > 1 && (
            <Form.Item name="sheet" label={say('在第几页', 'On which sheet')}>
              <InputNumber min={1} max={paper.sheets} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          )}
          {list.categories.length > 1 && (
            <Form.Item name="category" label={say('类别', 'Category')} rules={[{ required: true }]}>
              <Select options={list.categories.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))} />
            </Form.Item>
          )}
          {fields.map((field) => (
            <FieldInput key={field.id} field={field} stays={correcting !== null && field.personal !== null} />
          ))}
          {fields.some(({ personal }) => personal === 'id-number') && (
            <Form.Item name="noId" label={say('没有身份证号的原因', 'Why there is no ID number')}>
              <Select
                allowClear
                options={Object.entries(NO_ID).map(([value, name]) => ({ value, label: textOf(name, language) }))}
              />
            </Form.Item>
          )}
        </div>
        {consent && (
          <Form.Item name="consent" valuePropName="checked">
            <Checkbox>
              {say('纸上有本人签字，知情同意', 'Signed on the paper: the person knows of it and agrees')}
            </Checkbox>
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={busy}>
          {correcting ? say('更正这一行', 'Correct this row') : say('录入这一行', 'Key this row')}
        </Button>
      </Form>
      {told && <Alert type={told.type} showIcon role="status" title={told.text} className="section" />}
    </Card>
  );
}

function FieldInput({
  field,
  stays,
}: {
  field: Keying['fields'][number];
  /** Left empty it stays as it is. */
  stays: boolean;
}) {
  const { language, say } = useWords();
  const { id, type, required, personal, choices } = field;
  const label = fieldLabel(field, language);
  const yesNo = [
    { value: 'yes', label: say('是', 'yes') },
    { value: 'no', label: say('否', 'no') },
  ];
  const options =
    type === 'yes-no'
      ? yesNo
      : choices.map((choice) => ({ value: choice.value, label: textOf(choice.label, language) }));
  // Without a number there is a reason: the server asks for one of the two.
  const needed = required && personal !== 'id-number' && !stays;
  return (
    <Form.Item name={['figures', id]} label={label} rules={[{ required: needed, message: label }]}>
      {options.length > 0 ? (
        <Select allowClear options={options} />
      ) : (
        <Input maxLength={500} placeholder={type === 'date' ? 'YYYY-MM-DD' : type === 'month' ? 'YYYY-MM' : ''} />
      )}
    </Form.Item>
  );
}
