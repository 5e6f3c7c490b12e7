import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { within } from '~/base/lib/within';
import type { DeliveryAnswer, Gate, NotAsked, Withheld } from '~/sending/channels/channel';
import type { Relay } from '~/sending/channels/email/relay';
import { type BorrowedSession, borrowSession } from '~/sending/channels/email/relay-pool.server';
import { RelayError, type SmtpError } from '~/sending/channels/email/smtp-session.server';
import { pauseAt } from '~/sending/pause-at.server';
import { Stopped, unlessStopped } from '~/sending/unless-stopped';

export interface SmtpMail {
  /** One plain address each; no name, no list. */
  readonly envelope: { readonly from: string; readonly to: string };
  /** The whole mail, headers and body, CR LF. */
  readonly raw: Buffer;
}

/**
 * One mail over SMTP with a gate before the final dot. The end of the body is held back until the gate opens; a mail
 * whose dot was never sent is no mail, so everything before it is safe to repeat. After it, only the server's own
 * number is believed: a lost answer is `unanswered`, whatever the socket says.
 */
export async function deliverBySmtp(
  mail: SmtpMail,
  relay: Relay,
  gate: Gate,
): Promise<DeliveryAnswer | Withheld | NotAsked> {
  let borrowed = await borrow(relay, gate);
  if (isAnswer(borrowed)) return borrowed;
  let tried = await transmit(mail, { borrowed, gate, timeoutMs: relay.timeoutMs });
  if (tried.kind === 'stale') {
    borrowed = await borrow(relay, gate, { fresh: true });
    if (isAnswer(borrowed)) return borrowed;
    tried = await transmit(mail, { borrowed, gate, timeoutMs: relay.timeoutMs });
  }
  return tried.kind === 'stale' ? tried.answer : tried;
}

function isAnswer<Answer extends { kind: string }>(value: BorrowedSession | Answer): value is Answer {
  return 'kind' in value;
}

async function borrow(
  relay: Relay,
  gate: Gate,
  options: { fresh?: true } = {},
): Promise<BorrowedSession | DeliveryAnswer | NotAsked> {
  try {
    return await borrowSession(relay, {
      ...options,
      onOpening: () => gate.reached('connecting'),
      closing: gate.closing,
    });
  } catch (error) {
    if (error instanceof Stopped) return { kind: 'stopped' };
    if (!(error instanceof RelayError)) throw error;
    if (error.step === 'wait') return { kind: 'crowded' };
    const at = error.step === 'greeting' ? 'greeting' : 'connection';
    return error.status
      ? { kind: 'refused', at, status: error.status, reply: error.reply }
      : { kind: 'unreachable', detail: `${error.step}: ${error.reply}` };
  }
}

/** A pooled session that turned out to be dead before anything of the mail went out. */
type Tried =
  | DeliveryAnswer
  | Withheld
  | NotAsked
  | { readonly kind: 'stale'; readonly answer: DeliveryAnswer };

interface Way {
  readonly borrowed: BorrowedSession;
  readonly gate: Gate;
  /** For each of the server's answers. */
  readonly timeoutMs: number;
}

/** RFC 1870. */
const TOO_BIG = 552;
/** MAIL, RCPT, DATA. */
const ENVELOPE_STEPS = 3;

async function transmit(mail: SmtpMail, { borrowed, gate, timeoutMs }: Way): Promise<Tried> {
  const { session } = borrowed;
  // How far it comes is stored while it goes there: nothing before the gate is final, and the gate ends the notes.
  const envelopeNoted = gate.reached('envelope');
  let isDotReleased = false;
  const heard: { answer: DeliveryAnswer | null } = { answer: null };
  const stream = new Readable({ read() {} });
  const answered = new Promise<void>((resolve) => {
    session.connection.send(
      { from: mail.envelope.from, to: [mail.envelope.to], size: mail.raw.length },
      stream,
      (error, info) => {
        heard.answer = error
          ? answerOf(error as SmtpError, isDotReleased)
          : { kind: 'accepted', reply: info?.response ?? '' };
        resolve();
      },
    );
  });
  // The connection's own limit is about silence: a server that goes on talking would be listened to for ever. An answer
  // that comes later finds nobody, since the connection is dropped.
  const giveUp = (late: Error) => {
    if (late instanceof Stopped) throw late;
    heard.answer ??= { kind: isDotReleased ? 'unanswered' : 'unreachable', detail: late.message };
  };
  try {
    const taken = within(Promise.race([answered, wanted(stream)]), timeoutMs * ENVELOPE_STEPS);
    await Promise.all([envelopeNoted, unlessStopped(taken, gate.closing).catch(giveUp)]);
    if (!heard.answer) {
      const bodyNoted = gate.reached('body');
      stream.push(mail.raw);
      await bodyNoted;
      if (!(await gate.mayCommit())) {
        borrowed.drop();
        return { kind: 'withheld' };
      }
      // Between the commit and here nothing is awaited: an answer that came early is seen, and no dot follows it.
      if (!heard.answer) {
        isDotReleased = true;
        // From here on our own clock alone counts: where this process stood still, the connection's would end it unread.
        limitSilence(borrowed, 0);
        stream.push(null);
        await pauseAt('dot');
      }
    }
    await within(answered, timeoutMs).catch(async (late: Error) => {
      // Where this process stood still, the answer may lie in the socket already: a turn of the loop reads it first.
      await setImmediate();
      giveUp(late);
    });
    limitSilence(borrowed, timeoutMs);
  } catch (error) {
    borrowed.drop();
    if (error instanceof Stopped) return { kind: 'stopped' };
    throw error;
  }
  return ended(heard.answer ?? { kind: 'unanswered', detail: 'no answer' }, borrowed, isDotReleased);
}

/** After so many ms of silence the connection ends itself; 0: never. */
function limitSilence({ session }: BorrowedSession, ms: number): void {
  const { _socket: socket } = session.connection;
  if (socket) socket.setTimeout(ms);
}

/** Resolves when the server has said that it takes the body: that is when the stream is first read. */
function wanted(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream._read = () => resolve();
  });
}

function ended(answer: DeliveryAnswer, borrowed: BorrowedSession, isDotReleased: boolean): Tried {
  if (answer.kind === 'accepted' && !isDotReleased) {
    // A server that accepts what was not finished cannot be believed, and its session is out of step.
    borrowed.drop();
    return { kind: 'unreachable', detail: 'the server answered before the mail was complete' };
  }
  if (answer.kind === 'accepted' || (answer.kind === 'refused' && isDotReleased)) {
    borrowed.session.sent++;
    borrowed.giveBack();
    return answer;
  }
  // Refused at the envelope: the session is still in step once it is reset, but a new one is simpler and as good.
  const closedIdle = answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.status === 421);
  const wasStale = closedIdle && borrowed.isUsed && !isDotReleased;
  borrowed.drop();
  return wasStale ? { kind: 'stale', answer } : answer;
}

/** Reads nodemailer's error. The phase is ours; its codes cannot tell before the dot from after it. */
function answerOf(error: SmtpError, isDotReleased: boolean): DeliveryAnswer {
  const status = error.responseCode;
  const reply = error.response ?? error.message;
  const isReplyToMail = error.code === 'EMESSAGE' && error.response !== undefined;
  if (isDotReleased) {
    return isReplyToMail && status && status >= 400
      ? { kind: 'refused', at: 'content', status, reply }
      : { kind: 'unanswered', detail: reply };
  }
  // A server that says beforehand what it takes is not even asked: nodemailer refuses in its place, without a number.
  if (error.code === 'EMESSAGE' && !status)
    return { kind: 'refused', at: 'sender', status: TOO_BIG, reply: error.message };
  if (error.code === 'EENVELOPE' && !status) return { kind: 'broken', detail: error.message };
  if (!status || status < 400) return { kind: 'unreachable', detail: reply };
  if (error.command === 'MAIL FROM') return { kind: 'refused', at: 'sender', status, reply };
  if (error.command === 'RCPT TO') return { kind: 'refused', at: 'recipient', status, reply };
  return {
    kind: 'refused',
    at: isReplyToMail || error.command === 'DATA' ? 'content' : 'connection',
    status,
    reply,
  };
}
