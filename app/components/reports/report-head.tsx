import { useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Box, Button, ButtonGroup, InlineStack, Link } from '@shopify/polaris';
import { useState } from 'react';
import { type ReportDays, reportDays } from '~/base/vocabulary/reports';
import { usePanel } from '~/components/frame/panel-context';
import { saveFile } from '~/components/parts/save-file';

/** How far back the report looks, and where to go on: the forecasts' own accuracy. */
export function ReportHead({ days }: { days: ReportDays }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  return (
    <Box paddingInline={{ xs: '400', md: '0' }}>
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <fieldset aria-label={s.reports.spansLabel} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <ButtonGroup variant="segmented">
            {reportDays.map((one) => (
              <Button
                key={one}
                pressed={one === days}
                onClick={() => navigate(`?days=${one}`, { replace: true, preventScrollReset: true })}
              >
                {s.reports.spans[one]}
              </Button>
            ))}
          </ButtonGroup>
        </fieldset>
        <Link url="/app/accuracy">{s.accuracy.title}</Link>
      </InlineStack>
    </Box>
  );
}

/** Fetches the table as a file: a plain link would leave the admin without its session. */
export function useReportExport(days: ReportDays): {
  readonly start: () => Promise<void>;
  readonly busy: boolean;
} {
  const { s, locale } = usePanel();
  const shopify = useAppBridge();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const answer = await fetch(`/app/reports/table?days=${days}&locale=${locale}`);
      if (!answer.ok) throw new Error('refused');
      saveFile(await answer.blob(), `report-${days}-days.csv`);
    } catch {
      shopify.toast.show(s.lists.send.exportFailed, { isError: true });
    } finally {
      setBusy(false);
    }
  };
  return { start, busy };
}
