import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/**
 * A mail server in a process of its own, for benches and for tests that kill the sender: takes everything and appends
 * one line a mail to the file in MAIL_SINK_LOG (recipient and Message-ID), if that is set. Prints its port first.
 */
const file = process.env.MAIL_SINK_LOG;

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  maxClients: 1000,
  onData(stream, session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (file && head.length < 8192) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      if (file) {
        const id = /^Message-ID: *(\S+)/im.exec(head)?.[1] ?? createHash('sha256').update(head).digest('hex');
        appendFileSync(file, `${session.envelope.rcptTo[0]?.address ?? ''} ${id}\n`);
      }
      done();
    });
  },
});
server.on('error', () => {});
server.listen(Number(process.env.MAIL_SINK_PORT ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
});
