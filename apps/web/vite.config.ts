import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API answers during development (`npm run dev`). */
const server = process.env.KETAME_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server replaces this text by a fresh nonce in every page that it sends (Content-Security-Policy).
  html: { cspNonce: '__CSP_NONCE__' },
  build: { target: 'es2023', manifest: true, sourcemap: false, assetsInlineLimit: 0 },
  server: { port: 8150, strictPort: true, proxy: { '/api': server, '/health': server } },
});
