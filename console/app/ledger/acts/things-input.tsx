import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Select } from 'antd';
import { MONEY } from '../../../../domain/ledger/items';
import type { Books } from '../../types';
import { textOf, useWords } from '../../words';

/** Lines of items with their quantities; money in yuan. `worth` asks what gifts of goods are worth. */
export function ThingsInput({
  books,
  goodsOnly = false,
  worth = false,
}: {
  books: Books;
  goodsOnly?: boolean;
  worth?: boolean;
}) {
  const { language, say } = useWords();
  const items = books.items.filter(({ id }) => !goodsOnly || id !== MONEY);
  const unitOf = (id: string | undefined) => {
    if (id === MONEY) return say('元', 'yuan');
    const unit = items.find((one) => one.id === id)?.unit;
    return unit ? textOf(unit, language) : '';
  };
  const form = Form.useFormInstance();
  const lines: { item?: string }[] = Form.useWatch('things', form) ?? [];
  return (
    <Form.List name="things">
      {(fields, { add, remove }) => (
        <fieldset className="things">
          <legend>{say('款物', 'Items')}</legend>
          {fields.map(({ key, name }, nth) => (
            <div key={key} className="thing">
              <Form.Item
                name={[name, 'item']}
                label={say(`第 ${nth + 1} 项`, `Item ${nth + 1}`)}
                rules={[{ required: true, message: say('请选择', 'Choose one') }]}
              >
                <Select options={items.map(({ id, name: word }) => ({ value: id, label: textOf(word, language) }))} />
              </Form.Item>
              <Form.Item
                name={[name, 'quantity']}
                label={[say('数量', 'Quantity'), unitOf(lines[name]?.item)].filter(Boolean).join(' · ')}
                rules={[{ required: true, message: say('请填数量', 'How many?') }]}
              >
                <InputNumber
                  min={lines[name]?.item === MONEY ? 0.01 : 1}
                  max={1e9}
                  precision={lines[name]?.item === MONEY ? 2 : 0}
                  style={{ width: '100%' }}
                />
              </Form.Item>
              {worth && lines[name]?.item !== MONEY && (
                <Form.Item name={[name, 'worth']} label={say('共值（元，可不填）', 'Worth in yuan, if known')}>
                  <InputNumber min={0} max={1e9} precision={2} style={{ width: '100%' }} />
                </Form.Item>
              )}
              {fields.length > 1 && (
                <Button
                  type="text"
                  icon={<MinusCircleOutlined />}
                  aria-label={say(`去掉第 ${nth + 1} 项`, `Take item ${nth + 1} out`)}
                  onClick={() => remove(name)}
                />
              )}
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
            {say('再加一项', 'One more item')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
