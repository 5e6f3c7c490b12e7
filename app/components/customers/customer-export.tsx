import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Button, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useCallback, useRef, useState } from 'react';
import { type CustomersQuery, customersParameters } from '~/base/vocabulary/customers-query';
import { usePanel } from '~/components/frame/panel-context';
import { saveFile } from '~/components/parts/save-file';

export interface ExportRun {
  /** Bytes cannot tell how far it is; lines can. */
  readonly rows: number;
  readonly total: number;
}

/** Fetches the customers that match as a file, and tells how far it has come. */
export function useExport(query: CustomersQuery) {
  const { s, locale } = usePanel();
  const shopify = useAppBridge();
  const [run, setRun] = useState<ExportRun | null>(null);
  const stop = useRef<AbortController | null>(null);
  const start = useCallback(async () => {
    const given = new AbortController();
    stop.current = given;
    setRun({ rows: 0, total: 0 });
    try {
      const parameters = customersParameters(query);
      parameters.set('locale', locale);
      const answer = await fetch(`/app/customers/export?${parameters}`, { signal: given.signal });
      if (!answer.ok || !answer.body) throw new Error('refused');
      const total = Number(answer.headers.get('X-Total-Rows') ?? 0);
      const parts: Uint8Array[] = [];
      let rows = -1;
      const reader = answer.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
        for (const byte of value) if (byte === LINE_END) rows += 1;
        setRun({ rows: Math.max(0, rows), total });
      }
      saveFile(new Blob(parts as BlobPart[], { type: 'text/csv;charset=utf-8' }), 'customers.csv');
      shopify.toast.show(s.lists.customers.exported(Math.max(0, rows)));
    } catch {
      if (!given.signal.aborted) shopify.toast.show(s.lists.send.exportFailed, { isError: true });
    } finally {
      setRun(null);
    }
  }, [query, locale, s, shopify]);
  return { run, start, cancel: () => stop.current?.abort() };
}

const LINE_END = 10;

export function ExportProgress({ run, onCancel }: { run: ExportRun; onCancel: () => void }) {
  const { s, write } = usePanel();
  const share = run.total > 0 ? Math.min(100, (run.rows / run.total) * 100) : 0;
  return (
    <Banner tone="info">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="p" id="export-words">
            {s.lists.customers.exporting(write.number(run.rows), write.number(run.total))}
          </Text>
          <Button size="slim" onClick={onCancel}>
            {s.common.cancel}
          </Button>
        </InlineStack>
        <ProgressBar size="small" progress={share} ariaLabelledBy="export-words" />
      </BlockStack>
    </Banner>
  );
}
