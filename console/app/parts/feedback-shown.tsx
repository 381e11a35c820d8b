import { App } from 'antd';
import { useEffect } from 'react';

export type Shown = ReturnType<typeof App.useApp>;

/** Ant Design's messages, questions and notices. @param give is called with them once they can be shown */
export default function FeedbackShown({ give }: { give(shown: Shown): void }) {
  return (
    <App component={false}>
      <Given give={give} />
    </App>
  );
}

function Given({ give }: { give(shown: Shown): void }) {
  const shown = App.useApp();
  useEffect(() => give(shown), [give, shown]);
  return null;
}
