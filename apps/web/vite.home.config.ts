import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/**
 * The patient's app, built by itself into `home/` beside the pages of the clinic: a phone fetches nothing of theirs, and
 * its service worker keeps nothing but what is in that folder.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/home',
      filename: 'service-worker.ts',
      // Written by hand in public/home; main.tsx registers the worker, since an inline script is not allowed.
      manifest: false,
      injectRegister: false,
      injectManifest: { globPatterns: ['home/**/*.{html,js,css,png,webmanifest}'] },
    }),
  ],
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    assetsDir: 'home/assets',
    rolldownOptions: { input: `${import.meta.dirname}/home/index.html` },
  },
});
