import type { Channel as ChannelName, MessageClass } from '~/base/vocabulary/kinds';
import type { SendingPhase } from '~/base/vocabulary/sending-phases';
import type { ReadyMail } from '~/sending/ready-mail';

/**
 * What every way out of the house keeps. A further channel copies a folder and joins channel-of.server.ts.
 *
 * `prepare` may read and compute, and changes nothing anywhere: previews call it too. `deliver` announces each phase
 * before the step that it names and asks the gate once, as late as its protocol allows, before the one step that
 * cannot be taken back. After the gate opened, an answer that did not come is `unanswered`, never a guess.
 */
export interface Channel<Prepared extends PreparedDelivery = PreparedDelivery> {
  readonly name: ChannelName;
  /** Throws NotDeliverable when this mail can never be made (a template that does not parse). */
  prepare(mail: ReadyMail): Promise<Prepared>;
  deliver(prepared: Prepared, gate: Gate): Promise<DeliveryAnswer | Withheld | NotAsked>;
  /**
   * For providers that can be asked whether something was taken (a draft order carries the message id as a tag):
   * asked before any further try. Channels without it end in `unconfirmed` when an answer is lost.
   */
  lookUp?(mailId: bigint): Promise<DeliveryAnswer | null>;
}

/** What is written on the mail's row together with `committing`. */
export interface PreparedDelivery {
  /** The mail's class, raised where its content asks for it. */
  readonly class: MessageClass;
  /** How long the receiving side may take to answer after the gate opened. */
  readonly answerSeconds: number;
  readonly messageIdHeader: string | null;
  readonly subjectSealed: Uint8Array | null;
  readonly templateVersion: string | null;
  readonly locale: string | null;
  /** Of the customer's address; null where the mail goes elsewhere, so that what comes back says nothing of it. */
  readonly emailHash: Uint8Array | null;
  /** The merchant's address, where everything goes to it instead of to customers. */
  readonly redirectedTo: string | null;
}

export interface Gate {
  /** The phase is stored if it lasts. */
  reached(phase: Exclude<SendingPhase, 'claimed' | 'committing'>): Promise<void>;
  /**
   * The last look and `committing` in one durable transaction. False: nothing may leave any more, and what was
   * decided instead is stored already. Throws FenceLost, and whatever the database throws: then nothing may leave
   * either, and what was begun is dropped before the error is passed on.
   */
  mayCommit(): Promise<boolean>;
  /** Aborted when the process is to end: what waits for the other side before the gate is given up at once (`stopped`). */
  readonly closing?: AbortSignal;
}

/** The last look at the gate said no: whatever was begun must be dropped. */
export interface Withheld {
  readonly kind: 'withheld';
}

/**
 * No try of it, and it is due as before. `crowded`: too many of ours were before it in the line for a connection.
 * `stopped`: the process ends, and the other side had not yet said that it takes the mail.
 */
export type NotAsked = { readonly kind: 'crowded' } | { readonly kind: 'stopped' };

export type DeliveryAnswer =
  | { readonly kind: 'accepted'; readonly reply: string }
  /** The server answered with a number. `at`: what it answered to; `greeting` is its first word, before it knows of any shop. */
  | {
      readonly kind: 'refused';
      readonly at: 'greeting' | 'connection' | 'sender' | 'recipient' | 'content';
      readonly status: number;
      readonly reply: string;
    }
  /** No answer, and the step that cannot be taken back was not taken. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** No answer after the step that cannot be taken back. */
  | { readonly kind: 'unanswered'; readonly detail: string }
  /** This mail cannot be made. */
  | { readonly kind: 'broken'; readonly detail: string };

/** Another worker has taken this mail over: whatever this one still holds of it must be dropped. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

export class NotDeliverable extends Error {
  override readonly name = 'NotDeliverable';
}
