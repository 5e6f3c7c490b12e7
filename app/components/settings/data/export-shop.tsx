import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useCallback, useRef, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { saveFile } from '~/components/parts/save-file';
import { TitledAbout } from '~/components/parts/titled-about';

/** Everything that Carafe holds of the store as one file, while it comes with the number of its lines. */
export function ExportShop() {
  const { s, write, shopDomain } = usePanel();
  const words = s.shopData.export;
  const { lines, start, cancel } = useShopExport(`carafe-${shopDomain}.jsonl`);
  return (
    <BlockStack gap="200">
      <TitledAbout title={words.title} about={words.about} variant="headingSm" />
      <InlineStack gap="300" blockAlign="center">
        <Button onClick={start} loading={lines !== null}>
          {words.button}
        </Button>
        {lines !== null && <Button onClick={cancel}>{s.common.cancel}</Button>}
        <Text as="span" tone="subdued">
          <span aria-live="polite">{lines !== null && words.running(lines, write.number(lines))}</span>
        </Text>
      </InlineStack>
    </BlockStack>
  );
}

const LINE_END = 10;
/** Parts become one blob from so many bytes on: a browser puts blobs on the disk, arrays stay in its memory. */
const BLOB_BYTES = 8 * 1024 * 1024;

/** Fetches the file; null lines: nothing runs. A file without its last line is not whole and is not kept. */
function useShopExport(name: string) {
  const { s, write } = usePanel();
  const shopify = useAppBridge();
  const [lines, setLines] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    const given = new AbortController();
    stop.current = given;
    setLines(0);
    try {
      const answer = await fetch('/app/export', { signal: given.signal });
      if (!answer.ok || !answer.body) throw new Error('refused');
      const file = await collect(answer.body.getReader(), setLines);
      const end = lastLine(await file.slice(-200).text());
      if (end === null) throw new Error('cut off');
      saveFile(file, name);
      shopify.toast.show(s.shopData.export.done(end, write.number(end)));
    } catch {
      if (!given.signal.aborted) shopify.toast.show(s.lists.send.exportFailed, { isError: true });
    } finally {
      setLines(null);
    }
  }, [name, s, write, shopify]);
  return { lines, start, cancel: () => stop.current?.abort() };
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  tell: (lines: number) => void,
): Promise<Blob> {
  let whole = new Blob([], { type: 'application/jsonl' });
  let parts: BlobPart[] = [];
  let bytes = 0;
  let lines = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value as BlobPart);
    bytes += value.length;
    for (const byte of value) if (byte === LINE_END) lines += 1;
    tell(lines);
    if (bytes < BLOB_BYTES) continue;
    whole = new Blob([whole, ...parts], { type: whole.type });
    parts = [];
    bytes = 0;
  }
  return new Blob([whole, ...parts], { type: whole.type });
}

/** How many rows the last line says there are; null: it is no last line. */
function lastLine(text: string): number | null {
  const found = /\{"end":true,"rows":(\d+)\}\n$/.exec(text);
  return found ? Number(found[1]) : null;
}
