import { describe } from 'vitest';
import { hasRedis } from '../support/redis-server';
import { describeLostQueue } from './queue-lost-suite';

describe.skipIf(!hasRedis())('with a real Redis', () => describeLostQueue('redis'));
