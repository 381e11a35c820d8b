import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

rehearsesItsFigures('haimen-quota');
