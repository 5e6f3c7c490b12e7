/** What is going to happen by itself: parcels that leave and arrive. */
type AgendaItem = { at: number; run: () => void };
export type Agenda = {
  add: (item: AgendaItem) => void;
  /** Runs all that is due at `now`, in order of time, including what these items add. Returns how many ran. */
  runDue: (now: number) => number;
  size: () => number;
};

export function createAgenda(): Agenda {
  let items: AgendaItem[] = [];
  return {
    add: (item) => {
      items.push(item);
    },
    runDue: (now) => {
      let ran = 0;
      for (;;) {
        const due = items.filter((item) => item.at <= now).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) return ran;
        items = items.filter((item) => item !== due);
        due.run();
        ran++;
      }
    },
    size: () => items.length,
  };
}
