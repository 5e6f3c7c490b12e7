import { useCallback, useRef, useState } from 'react';
import type { OrderImport } from '~/intake/imports/import-orders.server';
import type { ImportPreview } from '~/intake/imports/preview-import.server';

export type ImportState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading' }
  | { readonly status: 'preview'; readonly preview: Exclude<ImportPreview, { status: 'begun' }> }
  | { readonly status: 'running' | 'failed' | 'over'; readonly at: OrderImport | null };

const FIRST_BYTES = 256 * 1024;
const MOST_BYTES = 900 * 1024;

/**
 * Reads a chosen file piece by piece and hands each to the server, which says where the next begins. A file of any size
 * takes no more memory than a piece; one that was begun before goes on where it stopped.
 */
export function useOrderImport(onOver: () => void) {
  const [state, setState] = useState<ImportState>({ status: 'idle' });
  const file = useRef<File | null>(null);

  const choose = useCallback(async (chosen: File) => {
    file.current = chosen;
    setState({ status: 'reading' });
    try {
      let preview = await previewFrom(chosen, 0);
      // What is read already is not told of again.
      while (preview.status === 'begun') preview = await previewFrom(chosen, preview.doneBytes);
      setState({ status: 'preview', preview });
    } catch {
      setState({ status: 'failed', at: null });
    }
  }, []);

  const run = useCallback(async () => {
    const chosen = file.current;
    if (!chosen) return;
    let at: OrderImport | null = null;
    try {
      const { name, size: bytes } = chosen;
      at = await ask<OrderImport>({ intent: 'start', name, bytes: String(bytes), mark: markOf(chosen) });
      let size = FIRST_BYTES;
      while (at.state === 'running') {
        setState({ status: 'running', at });
        const from: number = at.doneBytes;
        const piece = chosen.slice(from, from + size);
        const next: OrderImport = await ask<OrderImport>(
          { intent: 'piece', id: at.id, offset: String(from) },
          piece,
        );
        // One order that is longer than a piece: a longer piece holds it.
        if (next.state === 'running' && next.doneBytes === from) {
          if (size >= MOST_BYTES) throw new Error('an order is longer than any piece');
          size = MOST_BYTES;
        }
        at = next;
      }
      setState({ status: 'over', at });
      onOver();
    } catch {
      setState({ status: 'failed', at });
    }
  }, [onOver]);

  /** From where it broke: what was not seen beforehand is not begun. */
  const goOn = useCallback(() => {
    if (state.status === 'failed' && state.at) return void run();
    if (file.current) void choose(file.current);
  }, [state, run, choose]);

  return { state, choose, run, goOn };
}

/** Tells the same file when it is chosen again. */
function markOf({ name, size, lastModified }: File): string {
  return `${name.slice(0, 150)}|${size}|${lastModified}`;
}

function previewFrom(chosen: File, from: number): Promise<ImportPreview> {
  // As much as one question takes: a quote that is never closed shows in what no record is long enough for.
  const piece = chosen.slice(from, from + MOST_BYTES);
  const last = from + MOST_BYTES >= chosen.size ? '1' : '0';
  return ask<ImportPreview>({ intent: 'preview', mark: markOf(chosen), offset: String(from), last }, piece);
}

async function ask<Answer>(question: Record<string, string>, body: Blob = new Blob()): Promise<Answer> {
  const answer = await fetch(`/app/order-import?${new URLSearchParams(question)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body,
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json() as Promise<Answer>;
}
