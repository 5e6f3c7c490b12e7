import { describe, expect, it } from 'vitest';
import { parseEnv } from '~/env.server';

const good = {
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: '4f0c9b7a6d1e8350c2b7',
  SHOPIFY_APP_URL: 'https://carafe.shop.net',
  SEAL_KEYS: `k1:${Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString('base64')}`,
  HASH_KEY: '9d2f6a1b7c3e4805af61',
};

describe('settings', () => {
  it('five of them are enough; the rest has defaults', () => {
    const env = parseEnv(good);
    expect(env).toMatchObject({ APP_MODE: 'production', PORT: 3000, OPS_PORT: 0, SWEEP_SECONDS: 30 });
    expect(env.SEAL_KEYS[0]?.key).toHaveLength(32);
  });

  it('an empty text is as good as none', () => {
    expect(parseEnv({ ...good, DATABASE_URL: '', REDIS_URL: '' }).DATABASE_URL).toBeUndefined();
  });

  it('what is missing is named in a sentence, all of it at once', () => {
    expect(() => parseEnv({})).toThrow(/SHOPIFY_API_KEY[\s\S]*SEAL_KEYS[\s\S]*\.env\.example/);
  });

  it.each([
    ['SHOPIFY_API_SECRET', 'changeme-changeme-changeme'],
    ['HASH_KEY', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['HASH_KEY', 'short'],
    ['SEAL_KEYS', `k1:${Buffer.alloc(32).toString('base64')}`],
    ['SEAL_KEYS', 'k1:not-a-key'],
    ['SHOPIFY_APP_URL', 'http://carafe.shop.net'],
    ['LOCAL_STORE_URL', 'http://127.0.0.1:3010'],
    ['CLOCK_FILE', '/tmp/clock'],
    ['SENDING_PAUSE_AT', 'dot'],
    ['DATABASE_URL', 'mysql://x'],
    ['REDIS_URL', 'http://x'],
  ])('production refuses %s=%s by name', (name, value) => {
    expect(() => parseEnv({ ...good, [name]: value })).toThrow(name);
  });

  it('the demo may reach the local store and move its clock', () => {
    const demo = {
      ...good,
      APP_MODE: 'demo',
      SHOPIFY_APP_URL: 'http://127.0.0.1:3000',
      LOCAL_STORE_URL: 'http://127.0.0.1:3010',
      CLOCK_FILE: '/tmp/clock',
    };
    expect(parseEnv(demo).LOCAL_STORE_URL).toBe('http://127.0.0.1:3010');
  });
});
