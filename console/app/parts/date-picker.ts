import { DatePicker } from 'antd';
// Its names of months and days; which language is shown is Ant Design's matter.
import 'dayjs/locale/zh-cn';

export { DatePicker };
