import './home.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

if (import.meta.env.PROD) void navigator.serviceWorker?.register('/service-worker.js', { scope: '/home/' });

const root = document.getElementById('root');
if (root === null) throw new Error('home/index.html has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
