import { useFeedback } from '../../feedback';
import { useWords } from '../../words';

/** What a drill sends, if nobody answers. */
interface Forecast {
  units: number;
  sms: number;
  email: number;
}

/** @returns a function that asks a second time before a drill goes to real phones, with the number of messages. */
export function useDrillQuestion(): (forecast: Forecast) => Promise<boolean> {
  const { say } = useWords();
  const { modal } = useFeedback();
  return ({ units, sms, email }) =>
    new Promise((settle) => {
      modal.confirm({
        title: say(`向真实手机发送演练：短信最多 ${sms} 条`, `A drill on real phones: up to ${sms} SMS`),
        content: say(
          `叫应 ${units} 个单位；无人应答时短信最多 ${sms} 条、邮件最多 ${email} 封，每条以【演练】开头。确定发出吗？`,
          `${units} units are woken; up to ${sms} SMS and ${email} e-mails if nobody answers, each marked as a drill. Send it?`,
        ),
        okText: say('确定发出', 'Send it'),
        okButtonProps: { danger: true },
        cancelText: say('不发', 'Do not send'),
        autoFocusButton: 'cancel',
        onOk: () => settle(true),
        onCancel: () => settle(false),
      });
    });
}
