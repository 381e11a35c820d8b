import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { LONGEST_PLAN } from '../../../../domain/list/pairs/support-plan';
import { send } from '../../api';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import type { Pair, PlanShown } from '../../types';
import { useWords } from '../../words';

interface Props {
  /** Of the pairs in the API. */
  path: string;
  pair: Pair;
  onClose(done: boolean): void;
}

/** The plan for one person (一人一策): shown for a reason, written where there is none, or written anew. */
export function SupportPlan({ path, pair, onClose }: Props) {
  const { can } = useMe();
  const [plan, setPlan] = useState<PlanShown | null>(pair.plan ? null : { text: '', version: 0 });
  if (!plan) return <Look path={path} pair={pair} onClose={onClose} show={setPlan} />;
  if (can('edit-lists')) return <Write path={path} pair={pair} onClose={onClose} plan={plan} />;
  return (
    <Modal open title={pair.shown} footer={null} onCancel={() => onClose(false)}>
      <p style={{ whiteSpace: 'pre-wrap' }}>{plan.text}</p>
    </Modal>
  );
}

/** Asks why somebody looks; the server notes every look. */
function Look({ path, pair, onClose, show }: Props & { show(plan: PlanShown): void }) {
  const { say } = useWords();
  return (
    <FormDialog<{ reason: string }>
      title={say(`查看一人一策：${pair.shown}`, `Show the plan: ${pair.shown}`)}
      okText={say('显示', 'Show')}
      submit={async ({ reason }) => show(await send<PlanShown>(`${path}/${pair.id}/plan/show`, { reason }))}
      onClose={(done) => !done && onClose(false)}
    >
      <Form.Item
        name="reason"
        label={say('原因（记入操作记录，不要写姓名）', 'Why, for the audit log, naming nobody')}
        rules={[{ required: true, min: 2, whitespace: true }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}

function Write({ path, pair, onClose, plan }: Props & { plan: PlanShown }) {
  const { say } = useWords();
  return (
    <FormDialog<{ text: string }>
      title={say(`一人一策：${pair.shown}`, `The plan: ${pair.shown}`)}
      okText={say('保存', 'Store')}
      done={say('已保存', 'Stored')}
      width={640}
      initialValues={{ text: plan.text }}
      submit={({ text }) => send(`${path}/${pair.id}/plan`, { text, version: plan.version })}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label={say('需要什么，打算怎么帮（加密保存）', 'What is needed, and what is meant to be done; kept sealed')}
        rules={[{ required: true, min: 2, whitespace: true }]}
      >
        <Input.TextArea rows={8} maxLength={LONGEST_PLAN} showCount />
      </Form.Item>
    </FormDialog>
  );
}
