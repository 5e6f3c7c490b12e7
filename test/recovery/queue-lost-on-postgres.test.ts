import { describeLostQueue } from './queue-lost-suite';

describeLostQueue('postgres');
