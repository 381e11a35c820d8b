import { Alert, Button, Card, Flex, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { send } from '../../api';
import { RegionPicker } from '../../people/region-picker';
import { useMe } from '../../session';
import { FormDialog } from '../../shell/form-dialog';
import { LinkButton } from '../../shell/link-button';
import { textOf, useWords } from '../../words';
import { type InBooks, ledgerPath } from '../books';

/**
 * A stage of delivery that does not balance is closed by two persons: one lets it be closed here, another closes it on
 * the page of the campaign.
 */
export function PermitClosing({ campaign, books }: InBooks) {
  const { language, say } = useWords();
  const { can } = useMe();
  const [open, setOpen] = useState(false);
  const [permitted, setPermitted] = useState(false);
  if (books.stages.length === 0 || !can('steer-campaign')) return null;
  return (
    <Card size="small" className="section" title={say('结束发放', 'Closing the delivery')}>
      <p className="intro">
        {say(
          '每户都发齐或写明未发原因，账才平，才能结束发放阶段。实在对不上的，一人准予，另一人在活动页结束。',
          'A stage of delivery is closed once every row is served or somebody says why not. Where that cannot be, one person permits it, and another closes it on the page of the campaign.',
        )}
      </p>
      {permitted && (
        <Alert
          type="success"
          showIcon
          className="section"
          title={say(
            '已准予。请另一人在活动页结束这个阶段。',
            'Permitted. Another person closes the stage on the page of the campaign.',
          )}
        />
      )}
      <Flex gap={8} wrap>
        <Button onClick={() => setOpen(true)}>{say('账不平，准予结束', 'Permit closing although it is off')}</Button>
        <LinkButton to={`/campaigns/${encodeURIComponent(campaign)}`}>
          {say('到活动页结束', 'To the campaign')}
        </LinkButton>
      </Flex>
      {open && (
        <FormDialog<{ key: string; area?: string; reason: string }>
          title={say('准予结束', 'Permit closing')}
          okText={say('准予', 'Permit')}
          submit={(values) => send(`${ledgerPath(campaign)}/closings`, values)}
          initialValues={{ ...(books.stages[0] && { key: books.stages[0].id }) }}
          onClose={(done) => {
            setOpen(false);
            if (done) setPermitted(true);
          }}
        >
          <Form.Item name="key" label={say('阶段', 'Stage')} rules={[{ required: true }]}>
            <Select options={books.stages.map(({ id, name }) => ({ value: id, label: textOf(name, language) }))} />
          </Form.Item>
          <Form.Item name="area" label={say('只限一个片区（可不选）', 'One area only (optional)')}>
            <RegionPicker all={say('全部', 'All of them')} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={say('原因（不要写姓名）', 'Why (no names)')}
            rules={[{ required: true, min: 2, message: say('请写明原因', 'Say why') }]}
          >
            <Input.TextArea maxLength={300} rows={2} />
          </Form.Item>
        </FormDialog>
      )}
    </Card>
  );
}
