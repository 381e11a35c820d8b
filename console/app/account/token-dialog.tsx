import { Form, Input, InputNumber, Select } from 'antd';
import { useRef } from 'react';
import type { Permission } from '../../../domain/account/roles';
import { send } from '../api';
import { RegionPicker } from '../people/region-picker';
import { useMe } from '../session';
import { FormDialog } from '../shell/form-dialog';
import type { MadeToken } from '../types';
import { useWords } from '../words';
import { isForPrograms, verbLabel } from './verb-labels';

interface Given {
  name: string;
  verbs: Permission[];
  region?: string | null;
  days: number;
}

/**
 * Asks for a program's permissions; users give only permissions that they have.
 * @param onClose gets the new token, if one was made
 */
export function TokenDialog({ onClose }: { onClose(token: string | null): void }) {
  const { say } = useWords();
  const { may } = useMe();
  const token = useRef<string | null>(null);
  const make = ({ region, ...given }: Given) =>
    send<MadeToken>('/api/tokens', { ...given, region: region ?? null }).then((made) => {
      token.current = made.token;
    });
  const required = { required: true };
  return (
    <FormDialog<Given>
      title={say('新建令牌', 'Make a token')}
      okText={say('新建', 'Make')}
      initialValues={{ days: 90, verbs: ['see-campaigns'] }}
      submit={make}
      onClose={() => onClose(token.current)}
    >
      <Form.Item
        name="name"
        label={say('名称（哪个程序使用）', 'Name (which program)')}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="verbs" label={say('可以做什么', 'May do')} rules={[required]}>
        <Select
          mode="multiple"
          options={may.filter(isForPrograms).map((verb) => ({ value: verb, label: verbLabel(verb, say) }))}
          optionFilterProp="label"
        />
      </Form.Item>
      <Form.Item name="region" label={say('范围（不选为您的全部范围）', 'Region (everything when left out)')}>
        <RegionPicker />
      </Form.Item>
      <Form.Item name="days" label={say('有效期（天）', 'For how many days')} rules={[required]}>
        <InputNumber min={1} max={400} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}
