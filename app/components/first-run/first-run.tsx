import { useNavigate } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { Box, Page } from '@shopify/polaris';
import { stepAfter } from '~/base/vocabulary/first-run';
import { FoundStep } from '~/components/first-run/found-step';
import { HistoryStep } from '~/components/first-run/history-step';
import { KindsStep } from '~/components/first-run/kinds-step';
import { LastingStep } from '~/components/first-run/lasting-step';
import { MailServerStep, NeighboursStep, SenderStep } from '~/components/first-run/settings-steps';
import { StepList } from '~/components/first-run/step-list';
import { useMove } from '~/components/first-run/use-move';
import { WelcomeStep } from '~/components/first-run/welcome-step';
import { usePanel } from '~/components/frame/panel-context';
import type { FirstRunPage } from '~/office/first-run/first-run.server';

export interface StepProps {
  readonly page: FirstRunPage;
  readonly move: ReturnType<typeof useMove>;
}

/** The first run: the steps beside the one that is open. */
export function FirstRun({ page }: { page: FirstRunPage }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const move = useMove(page.step, (next, how) => {
    if (next) return navigate(`/app/welcome?step=${next}`);
    shopify.toast.show(how === 'skip' ? s.firstRun.leftOff : s.firstRun.finished);
    navigate(stepAfter(page.step) ? '/app/welcome' : '/app');
  });
  return (
    <Page title={s.firstRun.title} backAction={{ content: s.nav.home, url: '/app' }}>
      <div className="carafe-first-run">
        <StepList page={page} />
        <Step page={page} move={move} />
      </div>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}

function Step(props: StepProps) {
  switch (props.page.step) {
    case 'welcome':
      return <WelcomeStep {...props} />;
    case 'sender':
      return <SenderStep {...props} />;
    case 'mail-server':
      return <MailServerStep {...props} />;
    case 'history':
      return <HistoryStep {...props} />;
    case 'found':
      return <FoundStep {...props} />;
    case 'lasting':
      return <LastingStep {...props} />;
    case 'neighbours':
      return <NeighboursStep {...props} />;
    case 'kinds':
      return <KindsStep {...props} />;
  }
}
