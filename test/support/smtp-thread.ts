import { Worker } from 'node:worker_threads';

/**
 * A mail server in a thread of its own, which goes on while this one stands still. `onDot` is called when a mail has
 * come whole; the answer follows `answerAfterMs` later.
 */
export async function startSmtpThread(onDot: () => void, answerAfterMs: number) {
  const thread = new Worker(SERVER, { eval: true, workerData: { answerAfterMs } });
  const port = await new Promise<number>((resolve) => thread.once('message', resolve));
  thread.on('message', onDot);
  return { port, stop: () => thread.terminate() };
}

const SERVER = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer((socket) => {
  let text = '';
  let isBody = false;
  const say = (line) => socket.write(line + '\\r\\n');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (;;) {
      const mark = isBody ? '\\r\\n.\\r\\n' : '\\r\\n';
      const end = text.indexOf(mark);
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + mark.length);
      if (isBody) {
        isBody = false;
        parentPort.postMessage('dot');
        setTimeout(() => say('250 2.0.0 Taken'), workerData.answerAfterMs);
      } else if (/^DATA/i.test(line)) {
        isBody = true;
        say('354 Go on');
      } else say('250 OK');
    }
  });
  say('220 mail.test');
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;
