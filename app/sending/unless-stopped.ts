/** What was waited for was given up, because the process is to end. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Rejects with `Stopped` as soon as `closing` is aborted; the answer itself is then ignored. */
export async function unlessStopped<T>(answer: Promise<T>, closing: AbortSignal | undefined): Promise<T> {
  if (!closing) return answer;
  let stop: (() => void) | undefined;
  try {
    return await Promise.race([
      answer,
      new Promise<never>((_, reject) => {
        stop = () => reject(new Stopped('the process ends'));
        if (closing.aborted) stop();
        else closing.addEventListener('abort', stop, { once: true });
      }),
    ]);
  } finally {
    if (stop) closing.removeEventListener('abort', stop);
  }
}
