import { CalendarOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, Flex, Popover, Segmented } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { DatePicker } from '../parts/date-picker';
import { useWords } from '../words';

type Kind = 'month' | 'quarter' | 'year' | 'days';

/** The summary of a month, a quarter, a year, or from one day to another, as files. */
export function PeriodReport({ campaign }: { campaign: string }) {
  const { say } = useWords();
  const [kind, setKind] = useState<Kind>('month');
  const [period, setPeriod] = useState<string | null>(null);
  const kinds = [
    { value: 'month' as const, label: say('月', 'Month') },
    { value: 'quarter' as const, label: say('季', 'Quarter') },
    { value: 'year' as const, label: say('年', 'Year') },
    { value: 'days' as const, label: say('起止', 'From – to') },
  ];
  const choose = (next: Kind) => {
    setKind(next);
    setPeriod(null);
  };
  const file = (as: string) =>
    `/api/campaigns/${encodeURIComponent(campaign)}/report.${as}?${new URLSearchParams({ period: period ?? '' })}`;
  const download = (as: string) => (period === null ? { disabled: true } : { href: file(as) });
  const chooser = (
    <Flex vertical gap={8}>
      <Segmented options={kinds} value={kind} onChange={choose} aria-label={say('统计期', 'Period')} />
      {kind === 'days' ? (
        <DatePicker.RangePicker
          key={kind}
          onChange={(days) => setPeriod(days?.[0] && days[1] ? `${wordOf(days[0])}..${wordOf(days[1])}` : null)}
        />
      ) : (
        <DatePicker key={kind} picker={kind} onChange={(day: Dayjs | null) => setPeriod(day && inWords(kind, day))} />
      )}
      <Flex gap={8}>
        <Button size="small" icon={<DownloadOutlined />} {...download('docx')}>
          Word
        </Button>
        <Button size="small" icon={<DownloadOutlined />} {...download('xlsx')}>
          Excel
        </Button>
      </Flex>
    </Flex>
  );
  return (
    <Popover trigger="click" content={chooser} title={say('按统计期汇总', 'Summary of a period')}>
      <Button size="small" icon={<CalendarOutlined />}>
        {say('按期汇总', 'By period')}
      </Button>
    </Popover>
  );
}

const wordOf = (day: Dayjs): string => day.format('YYYY-MM-DD');

/** As `readPeriod` reads it (domain/report/period.ts). */
function inWords(kind: Exclude<Kind, 'days'>, day: Dayjs): string {
  if (kind === 'month') return day.format('YYYY-MM');
  const year = day.format('YYYY');
  return kind === 'year' ? year : `${year}-Q${Math.floor(day.month() / 3) + 1}`;
}
