import type { MessagePort } from 'node:worker_threads';

/**
 * What runs in the render worker. Everything that a merchant's template can do happens there, so that a loop without an
 * end or a bomb of text ends a thread, not the process.
 *
 * The function travels as text: it must use nothing but its argument and the language itself.
 */
export interface WorkerTools {
  readonly port: Pick<MessagePort, 'on' | 'postMessage'>;
  readonly Liquid: LiquidClass;
  /** Milliseconds since some moment. */
  readonly wallMs: () => number;
  /** What Liquid asks for the time from now on. */
  readonly setClock: (clock: { now(): number }) => void;
  readonly mjml: (
    source: string,
    options: object,
  ) => Promise<{ html: string; errors: { line?: number; message: string }[] }>;
}

type LiquidClass = new (
  options: object,
) => {
  parse(source: string): unknown[];
  analyzeSync(template: unknown[]): {
    globals: Record<string, { segments: unknown[]; location: { row: number } }[]>;
  };
  renderSync(template: unknown[], scope: object): string;
  registerFilter(name: string, filter: (value: unknown) => unknown): void;
};

export interface WorkerParts {
  readonly subject: string;
  readonly preheader: string;
  /** HTML that MJML has made, with Liquid in it. */
  readonly html: string;
  readonly text: string;
}

export type WorkerTask =
  | { readonly id: number; readonly task: 'compile'; readonly mjml: string }
  | {
      readonly id: number;
      readonly task: 'render';
      readonly key: string;
      /** Left out where the worker has them under this key already. */
      readonly parts?: WorkerParts;
      readonly scope: object;
    }
  | { readonly id: number; readonly task: 'parse'; readonly sources: Readonly<Record<string, string>> };

export interface WorkerProblem {
  readonly part: string;
  readonly line: number | null;
  readonly message: string;
}

/** A name that a template expects from outside, by its first two parts: `customer.first_name`. */
export interface WorkerName {
  readonly part: string;
  readonly line: number;
  readonly name: string;
}

export type WorkerAnswer =
  | { readonly id: number; readonly html: string; readonly problems: WorkerProblem[] }
  | { readonly id: number; readonly rendered: WorkerParts }
  | { readonly id: number; readonly problems: WorkerProblem[]; readonly names: WorkerName[] }
  | { readonly id: number; readonly failed: WorkerProblem };

/** Parts were left out that the worker does not have: they are to come with it. */
export interface UnknownKey {
  readonly id: number;
  readonly unknownKey: true;
}

export function renderWorker({ port, Liquid, mjml, wallMs, setClock }: WorkerTools): void {
  const controls = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
  const oneLine = (value: unknown) =>
    String(value ?? '')
      .replace(controls, ' ')
      .replace(/[\s]+/g, ' ');
  // Plain text as people write it: no spaces at line ends, never more than one empty line. Blanks are looked at from
  // the first of a run alone: from each of them, a line of blanks would take the square of its length.
  const tidy = (text: string) =>
    `${text
      .replace(/\r\n?/g, '\n')
      .replace(/(?<![ \t])[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`;
  // Liquid asks the clock at each of its steps. A step that takes longer found this machine standing still: what a loop
  // without an end costs is told by its many steps, and one step's time has the thread's own limit.
  const LONGEST_STEP_MS = 5;
  let seenMs = wallMs();
  let spentMs = 0;
  const now = () => {
    const atMs = wallMs();
    spentMs += Math.min(atMs - seenMs, LONGEST_STEP_MS);
    seenMs = atMs;
    return spentMs;
  };
  setClock({ now });
  const limits = {
    ownPropertyOnly: true,
    // No partials from anywhere: an empty set of templates takes the place of the file system.
    templates: {},
    relativeReference: false,
    dynamicPartials: false,
    strictFilters: true,
    parseLimit: 400_000,
    renderLimit: 400,
    memoryLimit: 2_000_000,
    timezoneOffset: 0,
  };
  const html = new Liquid({ ...limits, outputEscape: 'escape' });
  const plain = new Liquid({ ...limits, outputEscape: oneLine });
  // "raw" would let a customer's name into a mail as it is.
  for (const engine of [html, plain]) engine.registerFilter('raw', (value) => value);

  const engineOf = (part: string) => (part === 'html' || part === 'body' ? html : plain);
  const problemOf = (
    part: string,
    error: unknown,
  ): { part: string; line: number | null; message: string } => {
    const { message, token } = error as { message?: string; token?: { getPosition?: () => number[] } };
    const line = token?.getPosition?.()[0] ?? null;
    const text = String(message ?? error);
    return { part, line, message: text.replace(/, (?:file:.*?, )?line:\d+, col:\d+$/, '') };
  };

  const parsed = new Map<string, Record<string, unknown[]>>();
  const remember = (key: string, parts: object) => {
    if (parsed.size >= 200) parsed.delete(String(parsed.keys().next().value));
    const templates: Record<string, unknown[]> = {};
    for (const [part, source] of Object.entries(parts))
      templates[part] = engineOf(part).parse(String(source));
    parsed.set(key, templates);
    return templates;
  };

  const compile = async (id: number, source: string) => {
    const made = await mjml(source, {
      validationLevel: 'soft',
      ignoreIncludes: true,
      keepComments: false,
      fonts: {},
    });
    // Colours and addresses that Liquid fills in later are no mistakes.
    const problems = made.errors
      .filter(({ message }) => !message.includes('{{') && !message.includes('{%'))
      .map(({ line, message }) => ({ part: 'body', line: line ?? null, message }));
    // Indentation is a third of what MJML writes, and says nothing to anybody.
    return { id, html: made.html.replace(/\n\s+/g, '\n'), problems };
  };
  const render = (task: { id: number; key: string; parts?: object; scope: object }) => {
    let part = 'body';
    const known = parsed.get(task.key);
    if (!known && !task.parts) return { id: task.id, unknownKey: true };
    try {
      const templates = known ?? remember(task.key, task.parts ?? {});
      const scope = task.scope as Record<string, unknown>;
      const rendered: Record<string, string> = {};
      for (const name of ['subject', 'preheader', 'text', 'html']) {
        part = name === 'html' ? 'body' : name;
        // What is a line in the frame of the mail must be one line there, too.
        const made = engineOf(name).renderSync(templates[name] ?? [], { ...scope, ...rendered });
        if (name === 'html') rendered[name] = made;
        else rendered[name] = name === 'text' ? tidy(made) : oneLine(made).trim();
      }
      return { id: task.id, rendered };
    } catch (error) {
      return { id: task.id, failed: problemOf(part, error) };
    }
  };
  const parse = (id: number, sources: object) => {
    const problems: { part: string; line: number | null; message: string }[] = [];
    const names: { part: string; line: number; name: string }[] = [];
    for (const [part, source] of Object.entries(sources)) {
      try {
        const engine = engineOf(part);
        const found = Object.values(engine.analyzeSync(engine.parse(String(source))).globals).flat();
        for (const { segments, location } of found) {
          const known = segments.slice(0, 2).filter((segment) => typeof segment === 'string');
          names.push({ part, line: location.row, name: known.join('.') });
        }
      } catch (error) {
        problems.push(problemOf(part, error));
      }
    }
    return { id, problems, names };
  };

  port.on('message', async (task) => {
    try {
      if (task.task === 'compile') port.postMessage(await compile(task.id, task.mjml));
      else if (task.task === 'parse') port.postMessage(parse(task.id, task.sources));
      else port.postMessage(render(task));
    } catch (error) {
      port.postMessage({ id: task.id, failed: problemOf('body', error) });
    }
  });
}
