import { useRevalidator } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  Card,
  DropZone,
  InlineStack,
  List,
  ProgressBar,
  Text,
} from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { TitledAbout } from '~/components/parts/titled-about';
import { useOrderImport } from '~/components/settings/use-order-import';
import type { OrderImport } from '~/intake/imports/import-orders.server';
import type { FilePreview } from '~/intake/imports/preview-import.server';

/** Shopify's order export, for the history that an app is not given: preview, import with progress, what was left out. */
export function OrderImportCard(props: { imports: readonly OrderImport[] }) {
  const words = usePanel().s.firstRun.importing;
  return (
    <Card>
      <BlockStack gap="400">
        <TitledAbout title={words.title} about={words.about} variant="headingMd" />
        <OrderImportBox {...props} />
      </BlockStack>
    </Card>
  );
}

/** The same where a heading stands already. */
export function OrderImportBox({ imports }: { imports: readonly OrderImport[] }) {
  const { s, write } = usePanel();
  const words = s.firstRun.importing;
  const { revalidate } = useRevalidator();
  const { state, choose, run, goOn } = useOrderImport(revalidate);
  const [latest] = imports;
  const isBusy = state.status === 'running' || state.status === 'reading';
  return (
    <BlockStack gap="400">
      {state.status === 'idle' && latest?.state === 'running' && <Banner tone="info">{words.paused}</Banner>}
      {state.status === 'idle' && latest?.state === 'done' && <Result done={latest} />}
      {!isBusy && state.status !== 'preview' && <FileChoice label={words.drop} onChoose={choose} />}
      <div aria-live="polite">
        {state.status === 'reading' && <Text as="p">{words.reading}</Text>}
        {state.status === 'preview' &&
          (state.preview.status === 'done' ? (
            <DoneBefore done={state.preview.done} onChoose={choose} />
          ) : (
            <Preview preview={state.preview} onStart={run} onChoose={choose} />
          ))}
        {state.status === 'failed' && (
          <Banner tone="critical" title={words.failed} action={{ content: words.goOn, onAction: goOn }} />
        )}
        {state.status === 'over' && state.at && <Result done={state.at} />}
      </div>
      {state.status === 'running' && state.at && (
        <BlockStack gap="200">
          <ProgressBar progress={percentOf(state.at)} size="small" ariaLabelledBy="import-said" />
          <Text as="p" id="import-said">
            {words.progress(percentOf(state.at), write.number(state.at.ordersNew))} {words.stay}
          </Text>
        </BlockStack>
      )}
    </BlockStack>
  );
}

/** The very file that was chosen was read to its end before. */
function DoneBefore({ done, onChoose }: { done: OrderImport; onChoose: (file: File) => Promise<void> }) {
  const { s, write } = usePanel();
  const words = s.firstRun.importing;
  return (
    <BlockStack gap="400">
      <Text as="p">{words.readBefore(write.dayTime(new Date(done.finishedAt ?? done.startedAt)))}</Text>
      <Result done={done} />
      <FileChoice label={words.other} onChoose={onChoose} />
    </BlockStack>
  );
}

function percentOf({ doneBytes, fileBytes }: OrderImport): number {
  return fileBytes > 0 ? Math.floor((doneBytes / fileBytes) * 100) : 100;
}

interface PreviewProps {
  readonly preview: FilePreview;
  readonly onStart: () => Promise<void>;
  readonly onChoose: (file: File) => Promise<void>;
}

/** What the file, or the beginning of a long one, would bring, before anything is written; or what is left of it. */
function Preview({ preview, onStart, onChoose }: PreviewProps) {
  const { s, write } = usePanel();
  const words = s.firstRun.importing;
  const isExport = preview.status === 'export';
  const isReadable = isExport && !preview.errors.some(isCut);
  const { begun, isWhole, newOrders, knownOrders } = preview;
  const bring = words.bring[begun ? (isWhole ? 'rest' : 'next') : isWhole ? 'whole' : 'beginning'];
  return (
    <BlockStack gap="400">
      {!isExport && (
        <Banner tone="critical">
          {preview.missing.length === 0
            ? words.nothingInIt
            : preview.isSavedAnew
              ? words.savedAnew
              : words.noExport(write.list(preview.missing))}
        </Banner>
      )}
      {isExport && (
        <BlockStack gap="200">
          {begun && <Text as="p">{words.begun(percentOf(begun))}</Text>}
          <Text as="p">{bring(newOrders + knownOrders, knownOrders)}</Text>
          <Unmatched {...preview} known={knownOrders} />
          <List>
            {preview.orders.map((order) => (
              <List.Item key={order.name}>
                {words.order(order.name, write.day(order.on), order.items)}
                {order.isKnown && ` (${words.known})`}
              </List.Item>
            ))}
          </List>
          <LeftOut title={words.errorsAhead} errors={preview.errors} count={preview.errorCount} />
        </BlockStack>
      )}
      {isReadable && (
        <InlineStack>
          <Button variant="primary" onClick={() => void onStart()}>
            {words.start}
          </Button>
        </InlineStack>
      )}
      <FileChoice label={words.other} onChoose={onChoose} />
    </BlockStack>
  );
}

function FileChoice({ label, onChoose }: { label: string; onChoose: (file: File) => Promise<void> }) {
  return (
    <DropZone
      accept=".csv,text/csv"
      type="file"
      allowMultiple={false}
      label={label}
      labelHidden
      variableHeight
      onDropAccepted={([file]) => {
        if (file) void onChoose(file);
      }}
    >
      <DropZone.FileUpload actionTitle={label} />
    </DropZone>
  );
}

function Result({ done }: { done: OrderImport }) {
  const { s, write } = usePanel();
  const words = s.firstRun.importing;
  if (done.state === 'no-export') return null;
  const isRefused = done.errors.some(isCut) && done.ordersNew + done.ordersKnown === 0;
  return (
    <BlockStack gap="200">
      {isRefused && <Text as="p">{words.nothingLoaded}</Text>}
      {!isRefused && (
        <>
          <Banner tone="success">
            {words.done(write.number(done.ordersNew), write.number(done.ordersKnown))}
          </Banner>
          <Unmatched {...done} known={done.ordersKnown} />
        </>
      )}
      <LeftOut title={words.errors} errors={done.errors} count={done.errorCount} />
    </BlockStack>
  );
}

interface UnmatchedProps {
  readonly linesFound: number;
  readonly linesUnmatched: number;
  readonly known: number;
}

/** Of the lines that are taken: where all orders are known already, there are none. */
function Unmatched({ linesFound, linesUnmatched, known }: UnmatchedProps) {
  const words = usePanel().s.firstRun.importing;
  if (linesFound === 0 && known > 0) return null;
  return (
    <Text as="p" tone="subdued">
      {words.unmatched(linesUnmatched, linesFound)}
    </Text>
  );
}

const SHOWN_ERRORS = 20;

const isCut = ({ code }: OrderImport['errors'][number]) => code === 'unreadable';

interface LeftOutProps {
  readonly title: (count: number) => string;
  readonly errors: OrderImport['errors'];
  readonly count: number;
}

function LeftOut({ title, errors, count }: LeftOutProps) {
  const words = usePanel().s.firstRun.importing;
  const cut = errors.find(isCut);
  const lines = errors.filter((error) => error !== cut).sort((one, other) => one.line - other.line);
  const leftOut = cut ? count - 1 : count;
  return (
    <BlockStack gap="200">
      {cut && (
        <Banner tone="critical" title={words.cut(cut.line)}>
          {words.cutAbout}
        </Banner>
      )}
      {leftOut > 0 && (
        <BlockStack gap="100">
          <Text as="h4" variant="headingSm">
            {title(leftOut)}
          </Text>
          <List>
            {lines.slice(0, SHOWN_ERRORS).map(({ line, code }) => (
              <List.Item key={`${line}-${code}`}>
                {words.errorAt(line, words.errorWhy[code] ?? code)}
              </List.Item>
            ))}
          </List>
        </BlockStack>
      )}
    </BlockStack>
  );
}
