/** The script of a page of deliveries: that of all pages of a link, and how things are handed over. */
import { canKeep } from '../elements';
import { startHanding } from './handing';
import '../page';

if (canKeep && document.getElementById('give')) startHanding();
