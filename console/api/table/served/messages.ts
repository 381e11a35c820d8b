import { MESSAGES } from '../../../../domain/table/shapes/messages';
import { type MessageFound, messageSource } from '../../../../store/message/message-search';
import { listedMessageSchema } from '../../message/message-schemas';
import { shownInList } from '../../message/messages';
import { tableOf } from '../served-table';

export const messages = tableOf<MessageFound>(MESSAGES, listedMessageSchema, {
  source: (sql, { top, may }) => messageSource(sql, { top, people: may('reveal-people') }),
  shown: (message) => ({ ...shownInList(message), reason: message.reason }),
});
