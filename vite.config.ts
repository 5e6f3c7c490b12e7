import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';

/**
 * `remix vite:build` makes build/client (what browsers load) and build/server (our processes). The processes are
 * entries of one build, so that pages, webhooks and jobs share one database pool, one queue and one set of metrics.
 */
const entries = {
  server: 'app/server.ts',
  worker: 'app/worker.ts',
  start: 'app/start.ts',
  migrate: 'app/migrate.ts',
  restored: 'app/restored.ts',
  rebuild: 'app/rebuild.ts',
  'pool-thread': 'app/pool-thread.ts',
};

const processes: Plugin = {
  name: 'carafe-processes',
  enforce: 'post',
  // After Remix, whose own input is the pages alone; app/server.ts imports those.
  config(config, { isSsrBuild }) {
    const options = config.build?.rollupOptions;
    if (!isSsrBuild || !options) return;
    options.input = entries;
    options.output = { ...options.output, entryFileNames: '[name].js' };
  },
};

// Polaris stays out of ssr.noExternal: two copies of its context break every page.
export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  plugins: [
    remix({
      ignoredRouteFiles: ['**/.*'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: false,
      },
    }),
    processes,
  ],
  build: { assetsInlineLimit: 0, target: 'es2022' },
  optimizeDeps: { include: ['@shopify/app-bridge-react', '@shopify/polaris'] },
});

declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true;
  }
}
