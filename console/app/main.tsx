import { createRoot } from 'react-dom/client';
import { App } from './app';
import { giveNonceToStyles } from './nonce';

giveNonceToStyles();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
