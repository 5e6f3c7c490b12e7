/** The settings that every test runs with; a test that needs others sets them before it imports the app. */
Object.assign(process.env, {
  NODE_ENV: 'test',
  APP_MODE: 'test',
  SHOPIFY_API_KEY: 'test-api-key',
  SHOPIFY_API_SECRET: 'test-api-secret-0123456789',
  SHOPIFY_APP_URL: 'https://carafe.test',
  SEAL_KEYS: `k1:${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`,
  HASH_KEY: 'test-hash-key-0123456789',
  MAIL_SERVERS_ANYWHERE: 'true',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
});
