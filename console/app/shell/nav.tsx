import {
  AlertOutlined,
  AuditOutlined,
  BellOutlined,
  BranchesOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ContactsOutlined,
  FileTextOutlined,
  GiftOutlined,
  InboxOutlined,
  KeyOutlined,
  MessageOutlined,
  NotificationOutlined,
  PhoneOutlined,
  PlayCircleOutlined,
  SolutionOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permission } from '../../../domain/account/roles';
import type { Say } from '../words';

export interface Place {
  /** Below /console, or an address of another page of the server. */
  to: string;
  icon: ReactNode;
  name: string;
  needs: Permission;
  /** Another page of the server, not of this app. */
  elsewhere?: boolean;
}

/** The pages in the order of a working day: campaigns, open work, people, results. */
export const placesOf = (say: Say): { title: string; places: Place[] }[] => [
  {
    title: say('活动', 'Campaigns'),
    places: [
      { to: '/campaigns', icon: <CalendarOutlined />, name: say('活动', 'Campaigns'), needs: 'see-campaigns' },
      { to: '/rehearse', icon: <PlayCircleOutlined />, name: say('演练', 'Rehearse'), needs: 'start-campaign' },
    ],
  },
  {
    title: say('待办', 'To do'),
    places: [
      { to: '/work', icon: <CheckSquareOutlined />, name: say('我的待办', 'My work'), needs: 'submit-report' },
      { to: '/warnings', icon: <AlertOutlined />, name: say('天气预警', 'Weather warnings'), needs: 'see-warnings' },
      { to: '/lists', icon: <UnorderedListOutlined />, name: say('名单', 'Lists'), needs: 'see-lists' },
      { to: '/postings', icon: <NotificationOutlined />, name: say('公示', 'Postings'), needs: 'see-lists' },
      { to: '/ledger', icon: <GiftOutlined />, name: say('款物', 'Goods and money'), needs: 'see-ledger' },
      { to: '/chases', icon: <BellOutlined />, name: say('督办与确认', 'Chases'), needs: 'acknowledge-chase' },
      { to: '/cases', icon: <SolutionOutlined />, name: say('个案', 'Cases'), needs: 'see-reports' },
      { to: '/calls', icon: <PhoneOutlined />, name: say('电话清单', 'Call list'), needs: 'record-call' },
      { to: '/messages', icon: <MessageOutlined />, name: say('消息', 'Messages'), needs: 'see-messages' },
    ],
  },
  {
    title: say('名册与结果', 'Register and results'),
    places: [
      { to: '/register', icon: <ContactsOutlined />, name: say('名册', 'Register'), needs: 'see-register' },
      { to: '/reports', icon: <FileTextOutlined />, name: say('报告', 'Reports'), needs: 'see-reports' },
      { to: '/audit', icon: <AuditOutlined />, name: say('操作记录', 'Audit'), needs: 'see-audit-log' },
    ],
  },
  {
    title: say('系统', 'System'),
    places: [
      {
        to: '/accounts',
        icon: <TeamOutlined />,
        name: say('账号', 'Accounts'),
        needs: 'manage-accounts',
      },
      { to: '/tokens', icon: <KeyOutlined />, name: say('程序令牌', 'Tokens'), needs: 'manage-accounts' },
      {
        to: '/queues',
        icon: <InboxOutlined />,
        name: say('消息队列', 'Queue board'),
        needs: 'tend-queues',
        elsewhere: true,
      },
      {
        to: '/temporal',
        icon: <BranchesOutlined />,
        name: say('工作流', 'Workflows'),
        needs: 'see-workflows',
        elsewhere: true,
      },
    ],
  },
];
