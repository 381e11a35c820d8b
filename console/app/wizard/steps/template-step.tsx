import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Select, Upload } from 'antd';
import { useState } from 'react';
import { TemplateCards } from '../../campaign/templates/template-cards';
import { yamlOf } from '../../campaign/templates/template-text';
import type { Board } from '../../types';
import { useData } from '../../use-data';
import { textOf, useWords } from '../../words';

/** The beginning of a new campaign: a template, an earlier campaign, or a file. */
export function TemplateStep({ onChosen }: { onChosen(yaml: string): Promise<void> }) {
  const { language, say } = useWords();
  const { data: board } = useData<Board>('/api/board');
  const [refused, setRefused] = useState<string | null>(null);
  const choose = (text: Promise<string>) =>
    text.then(onChosen).then(
      () => setRefused(null),
      (error: Error) => setRefused(error.message),
    );
  return (
    <>
      {refused && <Alert type="error" showIcon role="alert" title={refused} className="pre" />}
      <TemplateCards
        stagesOf={(stages) => stages.map((stage) => textOf(stage.name, language)).join(' → ')}
        actions={({ id }) => (
          <Button type="primary" ghost onClick={() => choose(yamlOf(id))}>
            {say('用这个模板', 'Use this template')}
          </Button>
        )}
      />
      <div className="grid-2 section">
        <Card size="small" title={say('照以前的活动', 'As an earlier campaign')}>
          <Select
            style={{ width: '100%' }}
            aria-label={say('以前的活动', 'Earlier campaign')}
            placeholder={say('选一个活动', 'Choose one')}
            options={
              board?.campaigns.map(({ id, name }) => ({ value: id, label: `${textOf(name, language)} · ${id}` })) ?? []
            }
            onChange={(id: string) =>
              choose(fetch(`/api/campaigns/${encodeURIComponent(id)}/definition.yaml`).then((answer) => answer.text()))
            }
          />
        </Card>
        <Card size="small" title={say('上传定义文件', 'Upload a definition')}>
          <Upload.Dragger
            accept=".yaml,.yml,.json"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void choose(file.text());
              return false;
            }}
          >
            <InboxOutlined /> {say('把 YAML 文件拖到这里，或点击选择', 'Drop a YAML file here, or choose one')}
          </Upload.Dragger>
        </Card>
      </div>
    </>
  );
}
