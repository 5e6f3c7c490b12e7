// The pages as `remix vite:build` compiles them into the web process.
declare module 'virtual:remix/server-build';
