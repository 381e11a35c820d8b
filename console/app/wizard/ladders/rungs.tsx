import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Flex, Grid, Select } from 'antd';
import type { RungAnchor } from '../../../../domain/campaign/definition/anchors';
import type { RungDefinition } from '../../../../domain/campaign/definition/definition';
import { HELPERS, toldBy, withMoment, withTold } from '../../../../domain/campaign/definition/rung-audience';
import { withKind } from '../../../../domain/campaign/definition/with-kind';
import { withFittingId } from '../../../../domain/campaign/rung-id';
import { rungKind } from '../../../../domain/round/rung-kinds';
import { useFeedback } from '../../feedback';
import { useKinds } from '../../kinds';
import { PlainTable } from '../../table/plain-table';
import { useWords } from '../../words';
import { newRung } from '../beginnings';
import { channels, levels, rungKinds } from '../definition-words';
import { AtInput } from './at-input';
import { RungDetails } from './rung-details';

/** The message about a rung that was removed. */
const REMOVED = 'removed-rung';
const UNDO_S = 10;

interface Row {
  index: number;
  rung: RungDefinition;
}

/** The rungs of a ladder: time, kind, audience and channels; the rest of each in its details. */
export function Rungs({
  rungs,
  messages,
  anchors,
  onChange,
}: {
  rungs: RungDefinition[];
  messages: readonly string[];
  /** The moments from which they may be counted. */
  anchors: readonly RungAnchor[];
  onChange(rungs: RungDefinition[]): void;
}) {
  const { say, language } = useWords();
  const { kinds, nameOf } = useKinds();
  const { message } = useFeedback();
  // On a narrow screen each rung is a card, so that all of it is in view.
  const { lg: wide } = Grid.useBreakpoint();
  const nameOfRung = (index: number) => say(`第 ${index + 1} 级`, `Rung ${index + 1}`);
  const change = (changed: RungDefinition[]) => {
    message.destroy(REMOVED);
    onChange(changed);
  };
  const put = (index: number, changed: RungDefinition) =>
    change(rungs.map((rung, nr) => (nr === index ? changed : rung)));
  const move = (index: number, rung: RungDefinition, at: RungDefinition['at']) => {
    const taken = rungs.filter((_, nr) => nr !== index).map(({ id }) => id);
    put(index, withFittingId(withMoment(rung, at), rung.at, taken));
  };
  const remove = (index: number) => {
    onChange(rungs.filter((_, nr) => nr !== index));
    const undo = () => {
      message.destroy(REMOVED);
      onChange(rungs);
    };
    void message.open({
      key: REMOVED,
      duration: UNDO_S,
      content: (
        <>
          {say(`已删去${nameOfRung(index)}`, `${nameOfRung(index)} is removed`)}{' '}
          <Button type="link" size="small" onClick={undo}>
            {say('撤销', 'Undo')}
          </Button>
        </>
      ),
    });
  };
  return (
    <>
      <PlainTable<Row>
        rowKey="index"
        pagination={false}
        className="rungs"
        {...(wide && { scroll: { x: 930 } })}
        dataSource={rungs.map((rung, index) => ({ index, rung }))}
        expandable={{
          columnWidth: 32,
          expandedRowRender: ({ rung, index }) => (
            <RungDetails
              rung={rung}
              messages={messages}
              anchors={anchors}
              name={nameOfRung(index)}
              put={(changed) => put(index, changed)}
            />
          ),
        }}
        columns={[
          {
            title: say('何时', 'When'),
            render: (_, { rung, index }) => (
              <AtInput
                label={nameOfRung(index)}
                value={rung.at}
                anchors={anchors}
                onChange={(at) => move(index, rung, at)}
              />
            ),
          },
          {
            title: say('做什么', 'What'),
            render: (_, { rung, index }) => (
              <Select
                value={rung.kind}
                aria-label={`${nameOfRung(index)}: ${say('做什么', 'what')}`}
                popupMatchSelectWidth={false}
                onChange={(kind) => put(index, withKind(rung, kind))}
                options={rungKinds(language)}
              />
            ),
          },
          {
            title: say('告知谁', 'Who is told'),
            render: (_, { rung, index }) => (
              <Flex gap={8} align="center">
                <Select<number | string>
                  value={toldBy(rung)}
                  aria-label={`${nameOfRung(index)}: ${say('告知谁', 'who is told')}`}
                  popupMatchSelectWidth={false}
                  onChange={(level) => put(index, withTold(rung, level))}
                  options={[
                    ...levels(say),
                    ...(rungKind(rung.kind).helper ? [{ value: HELPERS, label: say('帮扶人', 'helpers') }] : []),
                    ...kinds.map(({ code }) => ({ value: code, label: nameOf(code) })),
                  ]}
                />
                <Checkbox
                  checked={rung.deputy}
                  onChange={({ target }) => put(index, { ...rung, deputy: target.checked })}
                >
                  <abbr title={say('B 角（代理人）也收', 'The deputy is told too')}>{say('B 角', 'deputy')}</abbr>
                </Checkbox>
              </Flex>
            ),
          },
          {
            title: say('怎么发', 'By'),
            render: (_, { rung, index }) => (
              <Select
                mode="multiple"
                value={rung.channels}
                aria-label={`${nameOfRung(index)}: ${say('怎么发', 'channels')}`}
                suffixIcon={null}
                style={{ minWidth: 148 }}
                onChange={(chosen) => chosen.length > 0 && put(index, { ...rung, channels: chosen })}
                options={channels(say)}
              />
            ),
          },
          {
            render: (_, { index }) => (
              <Button
                type="text"
                danger
                icon={<DeleteOutlined />}
                aria-label={say(`删去${nameOfRung(index)}`, `Remove ${nameOfRung(index)}`)}
                disabled={rungs.length === 1}
                onClick={() => remove(index)}
              />
            ),
          },
        ]}
      />
      <Button icon={<PlusOutlined />} onClick={() => change([...rungs, newRung(rungs)])} style={{ marginTop: 12 }}>
        {say('加一级', 'Add a rung')}
      </Button>
    </>
  );
}
