/** How the mail server misbehaves, until set back. */
export type SmtpFault =
  | { kind: 'none' }
  /** The greeting is a refusal (421). */
  | { kind: 'down' }
  /** Every command is answered only after so long. */
  | { kind: 'slow'; delayMs: number }
  /** The connection is cut while the message is coming in. */
  | { kind: 'drop-mid-message' }
  /** The whole message is in, its dot too, and the connection is cut before the 250. `keeps`: was it delivered? */
  | { kind: 'drop-after-dot'; keeps: boolean }
  /** Refused at one step with this code, e.g. 451 '4.7.1 Try again later', 550 '5.1.1 No such user'. */
  | { kind: 'refuse'; at: 'MAIL' | 'RCPT' | 'DATA'; code: number; message: string };

export type ArmedFault = {
  fault: SmtpFault;
  /** How many sessions or messages it strikes before the server is well again; for ever when null. */
  times: number | null;
  /** Only for this recipient, where the step knows one. */
  recipient: string | null;
};
