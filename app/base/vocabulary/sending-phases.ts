/**
 * How far one try to send has come. `committing` is stored before the step it names, durably, so that a crash tells what
 * may have happened; the others where a step takes its time, so that a person sees where it stands.
 *
 *   claimed ─► connecting ─► envelope ─► body ─► committing ─► sent | soft | hard
 *      ▲            │            │         │          │
 *      └────────────┴────────────┴─────────┘          └─► lease ran out: unconfirmed, and only a person resends
 *        lease ran out: claimed again with a new fence
 *
 * `committing` is in the database before the final dot goes out; from then on the server may have taken the mail.
 */
export const sendingPhases = ['claimed', 'connecting', 'envelope', 'body', 'committing'] as const;
export type SendingPhase = (typeof sendingPhases)[number];

export const mailStates = ['sending', 'sent', 'dropped', 'failed', 'unconfirmed'] as const;
export type MailState = (typeof mailStates)[number];
