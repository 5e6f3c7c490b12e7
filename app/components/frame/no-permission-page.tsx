import { useLocation } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import type { Refusal } from '~/base/vocabulary/staff-roles';
import { EmptyPage } from '~/components/frame/empty-page';
import { keepersNamed, usePanel } from '~/components/frame/panel-context';

/** A page that this person may not open: what it is, and who can open it to them. */
export function NoPermissionPage({ refusal }: { refusal: Refusal }) {
  const { locale, s } = usePanel();
  const { pages, title, ask } = s.team.refused;
  const page = pages[placeOf(useLocation().pathname)];
  return (
    <Page title={page.name} narrowWidth>
      <Card>
        <EmptyPage
          title={title}
          about={`${page.about} ${ask(keepersNamed(refusal, { locale, s }))}`}
          action={{ content: s.errors.home, url: '/app' }}
        />
      </Card>
    </Page>
  );
}

function placeOf(path: string): 'settings' | 'templates' | 'import' | 'setUp' | 'other' {
  if (path.startsWith('/app/settings')) return 'settings';
  if (path.startsWith('/app/template')) return 'templates';
  if (path.startsWith('/app/products/import')) return 'import';
  if (path.startsWith('/app/welcome') || path.startsWith('/app/dry-run')) return 'setUp';
  return 'other';
}
