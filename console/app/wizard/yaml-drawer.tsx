import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, Flex, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { send } from '../api';
import type { DefinitionRead } from '../types';
import { useWords } from '../words';

/** The whole definition as YAML, for editing and download. */
export function YamlDrawer({
  definition,
  onClose,
  onRead,
}: {
  definition: Definition;
  onClose(): void;
  onRead(yaml: string): Promise<void>;
}) {
  const { say } = useWords();
  const [yaml, setYaml] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    send<DefinitionRead>('/api/definitions', { yaml: JSON.stringify(definition) }).then(
      (answer) => setYaml(answer.yaml),
      (error: Error) => {
        setRefused(error.message);
        // JSON is YAML too, so an invalid definition can still be corrected.
        setYaml(JSON.stringify(definition, null, 2));
      },
    );
  }, [definition]);
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
    link.download = `${definition.id}.yaml`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Drawer open size={720} title="YAML" onClose={onClose} className="yaml">
      <Flex vertical gap={12} style={{ height: '100%' }}>
        {refused && <Alert type="error" showIcon role="alert" title={refused} className="pre" />}
        <Input.TextArea
          value={yaml}
          aria-label={say('活动定义', 'Definition')}
          onChange={({ target }) => setYaml(target.value)}
          style={{ flex: 1, minHeight: 400 }}
          spellCheck={false}
        />
        <Flex gap={8} justify="flex-end">
          <Button icon={<DownloadOutlined />} onClick={download}>
            {say('下载', 'Download')}
          </Button>
          <Button
            type="primary"
            onClick={() => onRead(yaml).then(onClose, (error: Error) => setRefused(error.message))}
          >
            {say('采用', 'Use it')}
          </Button>
        </Flex>
      </Flex>
    </Drawer>
  );
}
