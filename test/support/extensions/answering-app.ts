/** Stands for the app behind a block: answers each path as told, and keeps what was asked. */
export interface AnsweringApp {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: { path: string; body: unknown }[];
  /**
   * The next and all later requests to `path` get this; a number is a status without a body, a promise is waited for, and
   * an error is a request that no answer came to.
   */
  answer(path: string, given: object | number): void;
}

export function answeringApp(): AnsweringApp {
  const answers = new Map<string, object | number>();
  const asked: { path: string; body: unknown }[] = [];
  return {
    asked,
    answer: (path, given) => void answers.set(path, given),
    fetch: async (input, init) => {
      const path = String(input);
      const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
      asked.push({ path, body });
      const given = await (answers.get(`${init?.method ?? 'GET'} ${path}`) ?? 404);
      if (given instanceof Error) throw given;
      if (given instanceof Response) return given.clone();
      return typeof given === 'number' ? new Response(null, { status: given }) : Response.json(given);
    },
  };
}
