import { Alert, Button, Card, Checkbox, Form, Input, Radio, Select, Upload } from 'antd';
import { useState } from 'react';
import type { Mark, ProxyRelation, Rest, WayToDeliver } from '../../../../domain/ledger/delivery';
import { NO_ID, type NoId } from '../../../../domain/people/person';
import { send } from '../../api';
import { useFeedback } from '../../feedback';
import { relationOptions } from '../../list/row/relation-options';
import { bytesInBase64, photoToSend } from '../../parts/photo';
import { FormDialog } from '../../shell/form-dialog';
import type { Books, Delivered, KeptPicture } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';
import { type ThingInput, thingsOf } from '../acts/things';
import { ThingsInput } from '../acts/things-input';
import { ledgerPath } from '../books';
import { MARK_NAMES, markWord, REST_NAMES, restWord, WAY_NAMES, wayWord } from './delivery-words';

interface Values {
  became: 'given' | 'refused' | 'unreached';
  how: WayToDeliver;
  part: 'all' | 'part';
  things?: ThingInput[];
  rest?: Rest;
  helps?: string[];
  mark?: Mark;
  witnesses?: string[];
  byProxy: boolean;
  proxy?: { name: string; relation: ProxyRelation; reason: string; idNumber?: string; noId?: NoId };
  reason?: string;
}

interface Row {
  campaign: string;
  list: string;
  row: { id: number; version: number; shown: string };
}

/** An officer hands something over to a row, or keys in what was handed over on paper, with the picture of it. */
export function HandOver({ campaign, list, row, onDone }: Row & { onDone(): void }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const { data: books } = useData<Books>(ledgerPath(campaign));
  // A campaign without accounts has only the step, which is done on the list.
  if (!books) return null;
  return (
    <Card size="small" className="section" title={say('发放', 'Delivery')}>
      <Button onClick={() => setOpen(true)}>{say('登记发放', 'Note a delivery')}</Button>
      {open && (
        <HandOverDialog
          {...{ campaign, list, row, books }}
          onClose={(done) => {
            setOpen(false);
            if (done) onDone();
          }}
        />
      )}
    </Card>
  );
}

function HandOverDialog({ campaign, list, row, books, onClose }: Row & { books: Books; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const { message } = useFeedback();
  // Made once: pressed twice, the delivery is the same.
  const [key] = useState(() => crypto.randomUUID());
  const [form] = Form.useForm<Values>();
  const [picture, setPicture] = useState<File | null>(null);
  const became = Form.useWatch('became', form);
  const part = Form.useWatch('part', form);
  const mark = Form.useWatch('mark', form);
  const byProxy = Form.useWatch('byProxy', form);
  const path = ledgerPath(campaign);
  const helps = books.lists.find(({ id }) => id === list)?.helps ?? [];
  async function handOver(values: Values) {
    if (values.became === 'given' && values.mark === 'signature' && !picture)
      throw new Error(say('请附上手写签名的图片（PNG）。', 'Add the picture of the signature (PNG).'));
    const photo = values.became === 'given' && picture ? await keep(picture, values.mark) : null;
    const { rows } = await send<Delivered>(`${path}/deliveries`, { list, key, rows: [handedOf(row, values, photo)] });
    const [told] = rows;
    if (told?.is === 'refused') throw new Error(told.problems?.map((one) => one.message).join(' ') ?? told.is);
    void message.success(say('已登记', 'Noted'));
  }
  async function keep(file: File, by: Mark | undefined): Promise<string> {
    const bytes = by === 'signature' ? await bytesInBase64(file) : await photoToSend(file);
    const { photo } = await send<KeptPicture>(`${path}/pictures`, { list, row: row.id, picture: bytes });
    return photo;
  }
  return (
    <FormDialog<Values>
      title={say(`登记发放：${row.shown}`, `Delivery to ${row.shown}`)}
      okText={say('登记', 'Note it')}
      form={form}
      width={620}
      submit={handOver}
      initialValues={{ became: 'given', how: 'door', part: 'all', mark: 'paper', byProxy: false, things: [{}] }}
      onClose={onClose}
    >
      <Form.Item name="became" label={say('结果', 'What became of it')}>
        <Radio.Group
          options={[
            { value: 'given', label: say('已发到', 'Handed over') },
            { value: 'unreached', label: say('没见到人', 'Nobody was there') },
            { value: 'refused', label: say('拒收', 'Refused') },
          ]}
        />
      </Form.Item>
      {became === 'given' ? (
        <>
          <Form.Item name="how" label={say('方式', 'How')}>
            <Select options={WAY_NAMES.map((value) => ({ value, label: wayWord(value, say) }))} />
          </Form.Item>
          <Form.Item name="part" label={say('发了多少', 'How much')}>
            <Radio.Group
              options={[
                { value: 'all', label: say('应发的全部', 'All that is due') },
                { value: 'part', label: say('一部分', 'A part of it') },
              ]}
            />
          </Form.Item>
          {part === 'part' && (
            <>
              <ThingsInput books={books} />
              <Form.Item name="rest" label={say('其余', 'The rest')}>
                <Select
                  allowClear
                  placeholder={say('以后再发', 'Follows later')}
                  options={REST_NAMES.map((value) => ({ value, label: restWord(value, say) }))}
                />
              </Form.Item>
            </>
          )}
          {helps.length > 0 && (
            <Form.Item name="helps" label={say('帮扶方式', 'Ways of helping')}>
              <Checkbox.Group options={helps.map(({ value, label }) => ({ value, label: textOf(label, language) }))} />
            </Form.Item>
          )}
          <Form.Item name="mark" label={say('怎样确认', 'Confirmed by')}>
            <Select allowClear options={MARK_NAMES.map((value) => ({ value, label: markWord(value, say) }))} />
          </Form.Item>
          {mark === 'fingerprint' && (
            <Form.Item
              name="witnesses"
              label={say('两位见证人', 'Two witnesses')}
              extra={say('写一个按一次回车；加密保存', 'Press Enter after each; kept sealed')}
              rules={[{ required: true, type: 'array', len: 2, message: say('要两位', 'Two of them') }]}
            >
              <Select mode="tags" maxCount={2} open={false} suffixIcon={null} />
            </Form.Item>
          )}
          {mark && (
            <Form.Item
              label={
                mark === 'signature'
                  ? say('手写签名的图片（PNG）', 'Picture of the drawn signature (PNG)')
                  : say('签领表或现场的照片（可不附）', 'Photo of the signed sheet (optional)')
              }
              extra={say('加密保存，写明原因才能看', 'Kept sealed; shown for a reason only')}
            >
              <Upload
                accept={mark === 'signature' ? 'image/png' : 'image/*'}
                maxCount={1}
                showUploadList={false}
                beforeUpload={(file) => {
                  setPicture(file);
                  // The page sends it itself.
                  return false;
                }}
              >
                <Button>
                  {picture ? say('已选图片，换一张', 'A picture is chosen; another one') : say('选图片', 'Choose it')}
                </Button>
              </Upload>
            </Form.Item>
          )}
          <Form.Item name="byProxy" valuePropName="checked">
            <Checkbox>{say('由别人代签', 'Somebody else signed for them')}</Checkbox>
          </Form.Item>
          {byProxy && <ProxyFields />}
        </>
      ) : (
        <>
          <Alert
            type="info"
            showIcon
            title={say('不入账；这一行留待下次上门。', 'Nothing is booked; the row waits for the next visit.')}
            style={{ marginBottom: 16 }}
          />
          <Form.Item
            name="reason"
            label={say('说明', 'What happened')}
            rules={became === 'refused' ? [{ required: true, message: say('请写明', 'Say it') }] : []}
          >
            <Input.TextArea maxLength={300} rows={2} />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

/** Who signs for a row that cannot: sealed with the delivery. */
function ProxyFields() {
  const { language, say } = useWords();
  const form = Form.useFormInstance<Values>();
  const noId = Form.useWatch(['proxy', 'noId'], form);
  const required = [{ required: true, message: say('请填写', 'Fill this in') }];
  const relations = [
    ...relationOptions(language),
    { value: 'neighbour', label: say('邻居', 'neighbour') },
    { value: 'official', label: say('村组干部', 'official of the village') },
  ];
  return (
    <fieldset className="things">
      <legend>{say('代签人（加密保存）', 'Who signed (kept sealed)')}</legend>
      <Form.Item name={['proxy', 'name']} label={say('姓名', 'Name')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['proxy', 'relation']} label={say('与本人关系', 'Relation')} rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={relations} />
      </Form.Item>
      <Form.Item name={['proxy', 'reason']} label={say('为什么代签', 'Why they do not sign')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      {!noId && (
        <Form.Item name={['proxy', 'idNumber']} label={say('身份证号', 'ID number')} rules={required}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name={['proxy', 'noId']} label={say('没有身份证号的原因', 'Or why there is none')}>
        <Select
          allowClear
          options={Object.entries(NO_ID).map(([value, name]) => ({ value, label: textOf(name, language) }))}
        />
      </Form.Item>
    </fieldset>
  );
}

/** @returns what happened with the row, as the API takes it */
function handedOf({ id, version }: Row['row'], values: Values, photo: string | null): object {
  const { became, how, part, things, rest, helps, mark, witnesses, byProxy, proxy, reason } = values;
  if (became !== 'given') return { id, version, missed: became, ...(reason && { reason }) };
  return {
    ...{ id, version },
    delivery: {
      how,
      ...(part === 'part' && { things: thingsOf(things), ...(rest && { rest }) }),
      ...(helps?.length && { helps }),
      ...(mark && { mark }),
      ...(mark === 'fingerprint' && { witnesses }),
      ...(byProxy && { proxy }),
      ...(mark === 'signature' && photo && { signature: photo }),
    },
    ...(mark !== 'signature' && photo && { photos: [photo] }),
  };
}
