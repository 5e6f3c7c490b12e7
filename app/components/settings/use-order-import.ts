import { useCallback, useRef, useState } from 'react';
import type { ImportPreview, OrderImport } from '~/intake/imports/import-orders.server';

export type ImportState =
  | { readonly status: 'idle' }
  | { readonly status: 'reading' }
  /** `isWhole`: it is about the whole file, and not only its beginning. */
  | { readonly status: 'preview'; readonly preview: ImportPreview; readonly isWhole: boolean }
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
      // As much as one question takes: a quote that is never closed shows in what no record is long enough for.
      const piece = chosen.slice(0, MOST_BYTES);
      const isWhole = chosen.size <= MOST_BYTES;
      const preview = await ask<ImportPreview>({ intent: 'preview', last: isWhole ? '1' : '0' }, piece);
      setState({ status: 'preview', preview, isWhole });
    } catch {
      setState({ status: 'failed', at: null });
    }
  }, []);

  const run = useCallback(async () => {
    const chosen = file.current;
    if (!chosen) return;
    let at: OrderImport | null = null;
    try {
      const mark = `${chosen.name}|${chosen.size}|${chosen.lastModified}`;
      at = await ask<OrderImport>({ intent: 'start', name: chosen.name, bytes: String(chosen.size), mark });
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

  return { state, choose, run };
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
