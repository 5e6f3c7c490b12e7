/** A mail as the customer's provider took it. */
export type StoredMail = {
  id: number;
  receivedAt: number;
  envelopeFrom: string;
  envelopeTo: string[];
  from: string;
  to: string;
  replyTo: string | null;
  subject: string;
  messageId: string | null;
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  raw: string;
};

export type MailStore = {
  add: (mail: Omit<StoredMail, 'id'>) => StoredMail;
  /** Newest first. */
  list: (filter?: { to?: string; search?: string; limit?: number }) => StoredMail[];
  find: (id: number) => StoredMail | null;
  count: () => number;
  clear: () => void;
  /** Resolves as soon as a mail that fits is there; rejects after the time. */
  waitFor: (fits: (mail: StoredMail) => boolean, timeoutMs?: number) => Promise<StoredMail>;
};

/** Keeps the latest mails in memory; older ones make room. */
export function createMailStore({ capacity }: { capacity: number }): MailStore {
  let mails: StoredMail[] = [];
  let nextId = 1;
  let received = 0;
  let watchers: ((mail: StoredMail) => void)[] = [];
  return {
    add: (mail) => {
      const stored = { ...mail, id: nextId++ };
      mails.push(stored);
      received++;
      if (mails.length > capacity) mails = mails.slice(-capacity);
      for (const watch of [...watchers]) watch(stored);
      return stored;
    },
    list: ({ to, search, limit = 200 } = {}) => {
      const wanted = search?.toLowerCase();
      return mails
        .filter(
          (mail) => to === undefined || mail.envelopeTo.some((one) => one.toLowerCase() === to.toLowerCase()),
        )
        .filter((mail) => wanted === undefined || `${mail.to} ${mail.subject}`.toLowerCase().includes(wanted))
        .slice(limit === 0 ? Number.POSITIVE_INFINITY : -limit)
        .reverse();
    },
    find: (id) => mails.find((mail) => mail.id === id) ?? null,
    count: () => received,
    clear: () => {
      mails = [];
      received = 0;
    },
    waitFor: (fits, timeoutMs = 10_000) => {
      const there = mails.find(fits);
      if (there) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          watchers = watchers.filter((one) => one !== watch);
        };
        const watch = (mail: StoredMail) => {
          if (!fits(mail)) return;
          stop();
          resolve(mail);
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`No such mail within ${timeoutMs} ms; ${mails.length} others are there`));
        }, timeoutMs);
        watchers.push(watch);
      });
    },
  };
}
