import { useFetcher, useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { TABLE_SIGNS } from '~/base/vocabulary/product-bounds';
import { usePanel } from '~/components/frame/panel-context';
import { HeadRow } from '~/components/parts/head-row';
import { saveFile } from '~/components/parts/save-file';
import { useProductChange } from '~/components/products/use-product-change';
import type { ImportLine, ImportResult } from '~/office/pages/products/product-import.server';
import type { BadLine } from '~/office/pages/products/product-table';

/** A table is chosen, shown as what it would change line by line, and taken by a second word. */
export function ProductImport() {
  const { s } = usePanel();
  const words = s.products.importing;
  const fetcher = useFetcher<ImportResult>();
  const [text, setText] = useState<string | null>(null);
  const ask = (given: string, apply: boolean) =>
    fetcher.submit(JSON.stringify({ text: given, apply }), { method: 'post', encType: 'application/json' });
  const choose = async ([file]: File[]) => {
    if (!file) return;
    // One sign more than is taken: the server then says that it is too much, in the same words as ever.
    const given = (await file.text()).slice(0, TABLE_SIGNS + 1);
    setText(given);
    ask(given, false);
  };
  useSaidDone(fetcher.data);
  const result = fetcher.data;
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="p">{words.about}</Text>
          <Text as="p" tone="subdued">
            {words.columnsAbout}
          </Text>
          <InlineStack>
            <TemplateButton />
          </InlineStack>
          <DropZone
            accept=".csv,text/csv,text/plain"
            type="file"
            allowMultiple={false}
            label={words.file}
            labelHidden
            onDropAccepted={choose}
          >
            <DropZone.FileUpload actionTitle={words.file} actionHint={words.drop} />
          </DropZone>
        </BlockStack>
      </Card>
      {fetcher.state !== 'idle' && <Text as="p">{words.reading}</Text>}
      {result?.status === 'refused' && <Banner tone="critical">{words.errors[result.problem]}</Banner>}
      {result?.status === 'preview' && (
        <Preview
          result={result}
          busy={fetcher.state !== 'idle'}
          onApply={() => text !== null && ask(text, true)}
        />
      )}
    </BlockStack>
  );
}

/** A file comes with the session's token, which a plain link would not carry. */
function TemplateButton() {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    const answer = await fetch('/app/products/table').catch(() => null);
    if (answer?.ok) saveFile(await answer.blob(), 'products.csv');
    else shopify.toast.show(s.lists.send.exportFailed, { isError: true });
    setBusy(false);
  };
  return (
    <Button onClick={download} loading={busy}>
      {s.products.importing.template}
    </Button>
  );
}

/** Says what was taken, with undo, and leads back to the list. */
function useSaidDone(result: ImportResult | undefined): void {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const { change } = useProductChange();
  const said = useRef<ImportResult | undefined>(undefined);
  useEffect(() => {
    if (result?.status !== 'done' || said.current === result) return;
    said.current = result;
    const { editId } = result;
    shopify.toast.show(s.products.done.edit(result.changed, result.customers), {
      duration: 10_000,
      ...(editId && { action: s.common.undo, onAction: () => void change({ action: 'undo', editId }) }),
    });
    navigate('/app/products');
  }, [result, shopify, s, navigate, change]);
}

type PreviewResult = Extract<ImportResult, { status: 'preview' }>;

function Preview({ result, busy, onApply }: { result: PreviewResult; busy: boolean; onApply: () => void }) {
  const { s, write } = usePanel();
  const words = s.products.importing;
  const bad = badRows(result.badLines);
  const more = (count: number, shown: number) =>
    count > shown ? (
      <Text as="p" tone="subdued">
        {words.moreLines(write.number(count - shown))}
      </Text>
    ) : null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {words.preview(result.good, result.bad, result.same)}
        </Text>
        {result.unknownColumns.length > 0 && (
          <Banner tone="info">{words.unknownColumns(write.list(result.unknownColumns))}</Banner>
        )}
        {result.bad > 0 && (
          <BlockStack gap="200">
            <Banner tone="warning">{words.badKept}</Banner>
            <LineTable head={[words.line, words.problem]} rows={bad} />
            {more(result.bad, bad.length)}
          </BlockStack>
        )}
        {result.good > 0 ? (
          <>
            <LineTable
              head={[words.line, s.products.columns.product, words.change]}
              rows={result.lines.map((line) => ({
                line: line.line,
                cells: [line.title, changeWords(line)],
              }))}
            />
            {more(result.good, result.lines.length)}
            <InlineStack>
              <Button variant="primary" loading={busy} onClick={onApply}>
                {words.apply(result.good)}
              </Button>
            </InlineStack>
          </>
        ) : (
          <Text as="p">{words.nothing}</Text>
        )}
      </BlockStack>
    </Card>
  );

  /** One row a line, with all that is wrong in it. */
  function badRows(lines: readonly BadLine[]) {
    const told = new Map<number, string[]>();
    for (const one of lines) told.set(one.line, [...(told.get(one.line) ?? []), problemWords(one)]);
    return [...told].map(([line, problems]) => ({ line, cells: [problems.join(' ')] }));
  }

  function problemWords({ problem, what }: BadLine): string {
    const told = words.errors[problem];
    if (problem === 'twice') return words.errors.twice(Number(what));
    return typeof told === 'string' ? told : (told as (text: string) => string)(what);
  }

  function changeWords({ set }: ImportLine): string {
    const { changes } = words;
    const { daysPerUnit: days, warrantyMonths: months, guideUrl, usage } = set;
    return write.list([
      ...(days === undefined ? [] : [days === null ? changes.noDays : changes.days(write.typed(days))]),
      ...(months === undefined ? [] : [months ? changes.warranty(months) : changes.noWarranty]),
      ...(guideUrl === undefined ? [] : [guideUrl === null ? changes.noGuide : changes.guide]),
      ...(usage === undefined ? [] : [changes.usages[usage]]),
    ]);
  }
}

function LineTable({
  head,
  rows,
}: {
  head: readonly string[];
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}) {
  return (
    <table className="carafe-lines carafe-lines-numbered">
      <HeadRow titles={head} />
      <tbody>
        {rows.map(({ line, cells }) => (
          <tr key={line}>
            <th scope="row">{line}</th>
            {cells.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line's cells are never reordered
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
