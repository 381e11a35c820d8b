import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

rehearsesItsFigures('qinghai-charity-goods');
