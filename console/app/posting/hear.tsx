import { Button, Form, Input, Radio, Select, Upload } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { send } from '../api';
import { useFeedback } from '../feedback';
import { DatePicker } from '../parts/date-picker';
import { photoToSend } from '../parts/photo';
import { FormDialog } from '../shell/form-dialog';
import type { HeardAboutPosting, OnePosting } from '../types';
import { useWords } from '../words';

interface Heard {
  /** Of the row; 0 stands for a family that is missing. */
  number?: number;
  text: string;
  from?: string;
  by: 'telephone' | 'paper';
  handedOver?: Dayjs;
  photo?: { originFileObj?: File }[];
}

/** A family that is missing has no number on the sheet. */
const MISSING = 0;

/** Takes what somebody says about a posting to an officer: by telephone, face to face, or on paper. */
export function Hear({ posting, onClose }: { posting: OnePosting; onClose(done: boolean): void }) {
  const { say } = useWords();
  const { modal } = useFeedback();
  // Made once: pressed twice, the case is the same.
  const [submission] = useState(() => crypto.randomUUID());
  const { objections, nominations, parts } = posting.content;
  const rows = parts.flatMap((part) => part.rows);
  const choices = [
    ...(nominations ? [{ value: MISSING, label: say('未列入的家庭（推荐）', 'A family that is missing') }] : []),
    ...(objections
      ? rows.map(({ number, name, group }) => ({
          value: number,
          label: say(`第${number}号 ${name} ${group ?? ''}`, `No. ${number} ${name} ${group ?? ''}`),
        }))
      : []),
  ];

  async function take({ number = MISSING, text, from, by, handedOver, photo }: Heard) {
    const [file] = photo ?? [];
    const paper =
      by === 'paper' && handedOver && file?.originFileObj
        ? { handedOver: handedOver.format('YYYY-MM-DD'), photo: await photoToSend(file.originFileObj) }
        : undefined;
    const heard = await send<HeardAboutPosting>(`/api/postings/${posting.id}/said`, {
      text,
      submission,
      ...(number !== MISSING && { number }),
      ...(from && { from }),
      ...(paper && { paper }),
    });
    const came = {
      objection: say(
        '期内异议：这一行已暂缓，其他行照常。',
        'An objection in time: the row is held, the others go on.',
      ),
      nomination: say('推荐已登记，由办理单位答复。', 'The family is named; the office will answer.'),
      complaint: say('公示期已过，按反映办理，不影响名单。', 'It came late: a complaint, which holds nothing.'),
    };
    modal.success({
      title: say(`已登记，回执号 ${heard.receipt}`, `Taken, receipt ${heard.receipt}`),
      content: (
        <>
          <p>{came[heard.kind]}</p>
          <p>{say('请把回执号告诉反映人。', 'Tell the number to the one who has said it.')}</p>
        </>
      ),
    });
  }

  return (
    <FormDialog<Heard>
      title={say('登记异议或推荐', 'Take an objection')}
      okText={say('登记', 'Take it')}
      initialValues={{ by: 'telephone' }}
      submit={take}
      onClose={onClose}
    >
      {choices.length > 0 && (
        <Form.Item name="number" label={say('关于哪一号', 'About which number')} rules={[{ required: true }]}>
          <Select options={choices} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
      <Form.Item
        name="text"
        label={say('反映的内容', 'What was said')}
        extra={say('加密保存，只有办理的人能看', 'Kept sealed; only those who answer can read it')}
        rules={[{ required: true, whitespace: true, min: 2 }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
      <Form.Item name="from" label={say('反映人（可不填）', 'Who said it (optional)')}>
        <Input maxLength={100} autoComplete="off" placeholder={say('姓名、电话', 'Name, telephone')} />
      </Form.Item>
      <Form.Item name="by" label={say('怎样反映的', 'How')}>
        <Radio.Group
          options={[
            { value: 'telephone', label: say('电话或当面，现在', 'By telephone or face to face, now') },
            { value: 'paper', label: say('书面', 'On paper') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['by']}>
        {({ getFieldValue }) => getFieldValue('by') === 'paper' && <Paper from={posting.content.from} />}
      </Form.Item>
    </FormDialog>
  );
}

/** A paper counts by the day on which it was handed over; its photo proves it. */
function Paper({ from }: { from: string }) {
  const { say } = useWords();
  return (
    <>
      <Form.Item
        name="handedOver"
        label={say('交来的日期', 'Handed over on')}
        extra={say('以这一天判断是否在公示期内', 'Whether it is in time is judged by this day')}
        rules={[{ required: true }]}
      >
        <DatePicker style={{ width: '100%' }} disabledDate={(day) => day.format('YYYY-MM-DD') < from} />
      </Form.Item>
      <Form.Item
        name="photo"
        label={say('材料的照片', 'A photo of the paper')}
        valuePropName="fileList"
        getValueFromEvent={({ fileList }: { fileList: object[] }) => fileList}
        rules={[{ required: true, type: 'array' }]}
      >
        <Upload accept="image/*" maxCount={1} beforeUpload={() => false}>
          <Button>{say('选择照片', 'Choose the photo')}</Button>
        </Upload>
      </Form.Item>
    </>
  );
}
