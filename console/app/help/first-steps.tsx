import { CheckCircleFilled, CloseOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Panel } from '../parts/panel';
import type { FirstStepsDone } from '../types';
import { useData } from '../use-data';
import { useWords } from '../words';

const KEY = 'nuandong-first-steps';

/** What a new office does first, each step with its state and its page; shown until all is done, or put away. */
export function FirstSteps() {
  const { language, say } = useWords();
  const [away, setAway] = useState(() => localStorage.getItem(KEY) === 'away');
  const { data } = useData<FirstStepsDone>(away ? null : '/api/first-steps');
  if (away || !data) return null;
  const steps: { done: boolean; to: string; name: string; note: string; file?: { href: string; name: string } }[] = [
    {
      done: data.register,
      to: '/register/import',
      name: say('导入名册', 'Import the register'),
      note: say('有哪些乡镇、村，各由谁联系', 'Which townships and villages there are, and who answers for each'),
      file: { href: '/api/register/template', name: say('下载模板', 'Template') },
    },
    {
      done: data.accounts,
      to: '/accounts',
      name: say('邀请同事', 'Invite colleagues'),
      note: say('每人一个账号，各有角色和范围', 'An account for each, with a role and a region'),
    },
    {
      done: data.rehearsed,
      to: '/rehearse',
      name: say('演练一次', 'Rehearse'),
      note: say('一分钟走完整个活动，不会打扰任何人', 'A season in a minute; nobody is disturbed'),
    },
    {
      done: data.started,
      to: '/campaigns/new',
      name: say('启动活动', 'Start a campaign'),
      note: say('从模板开始，核对以后再启动', 'From a template; check it, then start'),
      file: { href: '/help/campaigns', name: say('有哪些模板', 'The templates') },
    },
  ];
  if (steps.every(({ done }) => done)) return null;
  const next = steps.find(({ done }) => !done);
  const putAway = () => {
    localStorage.setItem(KEY, 'away');
    setAway(true);
  };
  return (
    <Panel
      className="first-steps"
      title={say('第一次使用', 'First steps')}
      extra={
        <Button type="text" icon={<CloseOutlined />} onClick={putAway}>
          {say('不再显示', 'Put away')}
        </Button>
      }
    >
      <ol>
        {steps.map((step) => (
          <li key={step.to} aria-current={step === next ? 'step' : undefined}>
            {step.done && <CheckCircleFilled className="good" aria-label={say('已完成', 'done')} />}
            <Flex vertical>
              <Link to={step.to}>{step.name}</Link>
              <span className="soft">{step.note}</span>
            </Flex>
            {step.file && <a href={`${step.file.href}?lang=${language}`}>{step.file.name}</a>}
          </li>
        ))}
      </ol>
      <a href={`/help?lang=${language}`} target="_blank" rel="noreferrer">
        {say('帮助文档', 'Documentation')}
      </a>
    </Panel>
  );
}
