import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { send } from '../api';
import { CampaignFilter } from '../campaign/campaign-filter';
import { useFeedback } from '../feedback';
import { RegionPicker } from '../people/region-picker';
import { FormDialog } from '../shell/form-dialog';
import type { CaseKinds, OpenedCase } from '../types';
import { useData } from '../use-data';
import { textOf, useWords } from '../words';

interface Opening {
  kind: string;
  region: string;
  assignee?: string;
  text?: string;
  from?: string;
}

/** Opens a case by hand: after a call, a visit, or a letter. */
export function OpenCase({ campaign: given, onClose }: { campaign: string | null; onClose(done: boolean): void }) {
  const { language, say } = useWords();
  const { modal } = useFeedback();
  const [campaign, setCampaign] = useState(given);
  // A second press of the button sends the same key, and gets the first receipt.
  const [submission] = useState(() => crypto.randomUUID());
  const { data } = useData<CaseKinds>(campaign ? `/api/campaigns/${encodeURIComponent(campaign)}/case-kinds` : null);
  const open = async (values: Opening) => {
    const { case: id, receipt } = await send<OpenedCase>('/api/cases', { ...values, campaign, submission });
    modal.success({
      title: say(`已登记：个案 ${id}`, `Case ${id} is open`),
      content: say(`请把受理号告诉提出人：${receipt}`, `Tell the person this number: ${receipt}`),
    });
  };
  return (
    <FormDialog<Opening>
      title={say('登记个案', 'Open a case')}
      okText={say('登记', 'Open')}
      submit={open}
      onClose={onClose}
    >
      <Form.Item label={say('活动', 'Campaign')} required>
        <CampaignFilter value={campaign} onChange={setCampaign} all={say('请选择', 'Choose one')} />
      </Form.Item>
      <Form.Item name="kind" label={say('类型', 'Kind')} rules={[{ required: true }]}>
        <Select
          disabled={!data}
          options={(data?.kinds ?? []).map(({ kind, name }) => ({ value: kind, label: textOf(name, language) }))}
        />
      </Form.Item>
      <Form.Item name="region" label={say('事情发生在', 'It is about')} rules={[{ required: true }]}>
        <RegionPicker />
      </Form.Item>
      <Form.Item
        name="assignee"
        label={say('办理单位', 'Who answers')}
        extra={say('不选就按类型的规定', 'As the kind says when left out')}
      >
        <RegionPicker />
      </Form.Item>
      <Form.Item
        name="text"
        label={say('反映的内容', 'What was said')}
        extra={say('加密保存，只有办理的人能看', 'Kept sealed; only those who answer can read it')}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="from" label={say('提出人（可不填）', 'Who said it (optional)')} dependencies={['text']}>
        <Input maxLength={200} placeholder={say('姓名、电话', 'Name, telephone')} />
      </Form.Item>
    </FormDialog>
  );
}
