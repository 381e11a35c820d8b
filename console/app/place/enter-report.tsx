import { Button, Checkbox, Form, Typography } from 'antd';
import { useState } from 'react';
import { Refusal, send } from '../api';
import { useFeedback } from '../feedback';
import { useUndo } from '../parts/use-undo';
import { FormDialog } from '../shell/form-dialog';
import type { AskedForm, ReportReceipt } from '../types';
import { textOf, useWords } from '../words';
import { ReportField } from './report-field';

/** A unit in a round. */
export interface UnitAsked {
  campaign: string;
  key: string;
  code: string;
  name: string;
}

/** Where the report of a unit in a round is entered. */
export const reportPath = ({ campaign, key, code }: Omit<UnitAsked, 'name'>): string =>
  `/api/campaigns/${encodeURIComponent(campaign)}/rounds/${encodeURIComponent(key)}/units/${encodeURIComponent(code)}/report`;

type Typed = Record<string, string | number | boolean | undefined>;
type Entered = { nothing?: boolean; figures?: Typed };

interface Entering {
  unit: UnitAsked;
  form: AskedForm;
  /** Of the last version, with which a correction begins. */
  figures: Typed;
  nothing: boolean;
  /** A report is there. */
  corrects: boolean;
  onDone(): void;
}

/** The form of a unit that reports by telephone, or whose report is corrected; what was entered can be undone. */
export function EnterReport(entering: Entering) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const { corrects } = entering;
  return (
    <>
      <Button size="small" type={corrects ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        {corrects ? say('更正', 'Correct') : say('代报', 'Enter for it')}
      </Button>
      {open && <ReportDialog {...entering} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The fields of the form, with the refusals of the server beside them. */
export function ReportDialog({
  unit,
  form: { name: title, fields, nothingToReport },
  figures,
  nothing,
  corrects,
  onDone,
  onClose,
}: Entering & { onClose(): void }) {
  const { language, say } = useWords();
  const { message } = useFeedback();
  const { offer } = useUndo();
  const [form] = Form.useForm<Entered>();
  const isNothing = Form.useWatch('nothing', form) ?? nothing;
  const { name } = unit;
  const path = reportPath(unit);
  const typed = fields.filter(({ type }) => type !== 'photo');

  const submit = async ({ nothing: none = false, figures: given = {} }: Entered) => {
    const filled = Object.entries({ ...figures, ...given }).filter(([, value]) => value !== undefined && value !== '');
    const body = none ? { nothing: true } : { figures: Object.fromEntries(filled) };
    try {
      const { receipt, repeated } = await send<ReportReceipt>(path, body);
      if (repeated) return void message.info(say('内容没有变化。', 'Nothing has changed.'));
      offer({
        about: path,
        said: say(`已记下${name}的上报，回执号 ${receipt}`, `The report of ${name} is recorded, receipt ${receipt}`),
        undo: () => send(`${path}/undo`, { receipt }),
        undone: say('已撤销代报', 'Taken back'),
        done: onDone,
      });
    } catch (refused) {
      if (refused instanceof Refusal)
        form.setFields(
          refused.problems.flatMap(({ field, message: said }) =>
            field === null ? [] : [{ name: ['figures', field], errors: [said] }],
          ),
        );
      throw refused;
    }
  };
  return (
    <FormDialog<Entered>
      title={
        corrects
          ? say(`更正${name}的上报`, `Correct the report of ${name}`)
          : say(`代${name}上报`, `Report for ${name}`)
      }
      okText={corrects ? say('提交更正', 'Submit') : say('提交', 'Submit')}
      width={560}
      form={form}
      initialValues={{ nothing, figures }}
      submit={submit}
      onClose={(done) => {
        onClose();
        if (done) onDone();
      }}
    >
      <Typography.Paragraph type="secondary">
        {textOf(title, language)} ·{' '}
        {say('照电话里说的填；记在您的名下。', 'As it was told; it is recorded under your name.')}
      </Typography.Paragraph>
      {nothingToReport && (
        <Form.Item name="nothing" valuePropName="checked">
          <Checkbox>{say('零报告：没有需要上报的情况', 'Nothing to report')}</Checkbox>
        </Form.Item>
      )}
      {!isNothing && typed.map((field) => <ReportField key={field.id} field={field} />)}
      {!isNothing && typed.length < fields.length && (
        <Typography.Paragraph type="secondary">
          {say('照片请该单位用自己的链接上传。', 'Photos come from the unit, by its own link.')}
        </Typography.Paragraph>
      )}
    </FormDialog>
  );
}
