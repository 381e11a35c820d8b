import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { HEAD } from '../../../../domain/people/relations';
import { send } from '../../api';
import { DayField } from '../../calendar/day-field';
import { RegionPicker } from '../../people/region-picker';
import { FormDialog } from '../../shell/form-dialog';
import type { PeopleFound, RowInFull } from '../../types';
import { useWords } from '../../words';
import { relationOptions } from './relation-options';

interface Values {
  where: 'with' | 'alone';
  with?: number;
  relation?: string;
  alone?: string;
  day?: string;
  reason: string;
}

/** Moves a member of a household into that of somebody else, or into one of their own. */
export function MoveMember({
  member: { person, shown },
  onClose,
}: {
  member: RowInFull['members'][number];
  onClose(done: boolean): void;
}) {
  const { language, say } = useWords();
  const [form] = Form.useForm<Values>();
  const where = Form.useWatch('where', form) ?? 'with';
  const move = ({ where: _, with: other, relation, alone, day, reason }: Values) =>
    send(`/api/people/helped/${person}/move`, {
      home: where === 'with' ? { with: other, relation } : { alone },
      ...(day && { day }),
      reason,
    });
  return (
    <FormDialog<Values>
      title={say(`迁户：${shown}`, `Move to another household: ${shown}`)}
      okText={say('迁户', 'Move')}
      done={say('已迁户；名单上的行没有变动', 'Moved; the rows of lists stay as they are')}
      form={form}
      initialValues={{ where: 'with' }}
      submit={move}
      onClose={onClose}
    >
      <Form.Item name="where">
        <Radio.Group
          options={[
            { value: 'with', label: say('迁入他人家庭', 'Into the household of somebody') },
            { value: 'alone', label: say('单独立户', 'Into a household of their own') },
          ]}
        />
      </Form.Item>
      {where === 'with' ? (
        <>
          <Form.Item
            name="with"
            label={say('迁入谁家（户主或任一成员）', 'Whose household: its head or anybody of it')}
            rules={[{ required: true }]}
          >
            <PersonFinder />
          </Form.Item>
          <Form.Item name="relation" label={say('与户主关系', 'Relation to the head')} rules={[{ required: true }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={relationOptions(language).filter(({ value }) => value !== HEAD)}
            />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="alone" label={say('住在哪个村', 'Where they live')} rules={[{ required: true }]}>
          <RegionPicker />
        </Form.Item>
      )}
      <Form.Item name="day" label={say('哪一天起（不填为今天）', 'From which day; today when left out')}>
        <DayField />
      </Form.Item>
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

/** Finds somebody by the whole name or the whole ID number, and takes one of those found. */
function PersonFinder({ value, onChange, id }: { value?: number; onChange?(person: number): void; id?: string }) {
  const { say } = useWords();
  const [found, setFound] = useState<PeopleFound['people']>([]);
  const [words, setWords] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const find = () =>
    send<PeopleFound>('/api/people/helped/find', { words }).then(
      ({ people }) => {
        setFound(people);
        setRefused(people.length === 0 ? say('查无此人', 'Nobody is found') : null);
      },
      (error: Error) => setRefused(error.message),
    );
  return (
    <>
      <Input.Search
        {...(id && { id })}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onSearch={find}
        enterButton={<Button>{say('查找', 'Find')}</Button>}
        placeholder={say('完整的姓名或证件号码', 'The whole name or ID number')}
      />
      {refused && <Alert type="warning" role="alert" title={refused} style={{ marginTop: 8 }} />}
      <Select
        {...(value !== undefined && { value })}
        {...(onChange && { onChange })}
        style={{ width: '100%', marginTop: 8 }}
        placeholder={say(`查到 ${found.length} 人，请选择`, `${found.length} found; choose one`)}
        options={found.map(({ id: person, shown, regionName }) => ({
          value: person,
          label: `${shown} · ${regionName} · ${person}`,
        }))}
      />
    </>
  );
}
