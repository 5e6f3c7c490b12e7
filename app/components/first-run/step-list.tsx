import { Icon, Link, ProgressBar, Text } from '@shopify/polaris';
import { CheckCircleIcon } from '@shopify/polaris-icons';
import { firstRunSteps } from '~/base/vocabulary/first-run';
import { usePanel } from '~/components/frame/panel-context';
import type { FirstRunPage } from '~/office/first-run/first-run.server';

/** Where one is among the steps; on a phone a line and a bar. Each step can be gone to. */
export function StepList({ page }: { page: FirstRunPage }) {
  const { s } = usePanel();
  const words = s.firstRun;
  const at = firstRunSteps.indexOf(page.step) + 1;
  return (
    <nav className="carafe-steps" aria-label={words.steps}>
      <div className="carafe-steps-short">
        <Text as="p" tone="subdued" id="first-run-progress">
          {words.progress(at, firstRunSteps.length)}
        </Text>
        <ProgressBar
          progress={(at / firstRunSteps.length) * 100}
          size="small"
          tone="success"
          ariaLabelledBy="first-run-progress"
        />
      </div>
      <ol>
        {firstRunSteps.map((step, index) => {
          const isPassed = page.progress.passed.includes(step);
          const isSkipped = page.progress.skipped.includes(step);
          const isHere = step === page.step;
          return (
            <li key={step} {...(isHere && { 'aria-current': 'step' })}>
              <span className="carafe-steps-mark">
                {isPassed ? (
                  <Icon source={CheckCircleIcon} tone="success" accessibilityLabel={words.done} />
                ) : (
                  <span className="carafe-steps-number">
                    <Text as="span" visuallyHidden>
                      {isSkipped ? words.left : ''}
                    </Text>
                    <span aria-hidden="true">{index + 1}</span>
                  </span>
                )}
              </span>
              {isHere ? (
                <Text as="span" fontWeight="semibold">
                  {words.names[step]}
                </Text>
              ) : (
                <Link url={`/app/welcome?step=${step}`} monochrome removeUnderline>
                  {words.names[step]}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
